// Let a keyboard scroll a table that is wider than the screen.
addEventListener("load", () => {
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    table.tabIndex = 0
  }
})
