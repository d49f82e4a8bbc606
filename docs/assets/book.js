// Let a keyboard scroll a table that is wider than the screen.
addEventListener("load", () => {
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    table.tabIndex = 0
  }
})

// In the index of errors, leave the entries that hold what is typed, or whose heading a pasted
// message holds. Numbers and spaces are all alike: those of a reader are not those of the book.
addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.find")
  if (!form) return
  const alike = (text) => text.toLowerCase().replace(/\d+/g, "0").replace(/\s+/g, " ").trim()
  const until = (heading, names) => {
    const found = [heading]
    let next = heading.nextElementSibling
    for (; next && !next.matches(names); next = next.nextElementSibling) found.push(next)
    return found
  }
  const entries = [...document.querySelectorAll("article h3[id]")].map((heading) => {
    const parts = until(heading, "h1, h2, h3")
    const text = alike(parts.map((part) => part.textContent).join(" "))
    return { parts, text, heading: alike(heading.querySelector("code").textContent) }
  })
  const groups = [...document.querySelectorAll("article h2[id]")].map((heading) => ({
    parts: until(heading, "h1, h2, h3"),
    entries: entries.filter(({ parts }) => until(heading, "h1, h2").includes(parts[0])),
  }))
  const show = (parts, shown) => parts.forEach((part) => (part.hidden = !shown))
  const status = form.querySelector("[role=status]")
  const find = () => {
    const said = alike(form.elements.find.value)
    for (const one of entries) {
      one.fits = one.text.includes(said) || said.includes(one.heading)
      show(one.parts, one.fits)
    }
    for (const one of groups) {
      show(one.parts, one.entries.some((entry) => entry.fits))
    }
    const count = entries.filter((entry) => entry.fits).length
    const { some, none } = status.dataset
    status.textContent = said ? (count ? some.replace("{}", count) : none) : ""
  }
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("input", find)
  form.hidden = false
})
