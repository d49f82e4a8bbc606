// Cover a chapter's outputs until the reader has guessed each. That a reader wants it stays in this
// browser, under one key, and the next chapter opens covered (main.html).
const cover = document.querySelector("[data-cover]")
if (cover) {
  const key = "textbook.covered"
  const root = document.documentElement
  // As in book.css: not in what is folded, and not where nothing ran here.
  const ran = ".output:is([data-state=executed], [data-state=checked], [data-state=recorded])"
  const outputs = [...document.querySelectorAll(`article ${ran}:not(details *)`)]

  const open = (output, button) => {
    output.classList.add("seen")
    button.remove()
    output.tabIndex = -1
    output.focus({ preventScroll: true })
  }
  const draw = () => {
    const covered = root.classList.contains("covered")
    cover.setAttribute("aria-pressed", covered)
    for (const output of outputs) {
      output.classList.remove("seen")
      output.querySelector(":scope > .uncover")?.remove()
      if (!covered) continue
      const button = document.createElement("button")
      button.type = "button"
      button.className = "uncover"
      button.textContent = cover.dataset.cover
      button.addEventListener("click", () => open(output, button))
      output.append(button)
    }
  }
  cover.addEventListener("click", () => {
    const covered = root.classList.toggle("covered")
    try {
      if (covered) localStorage.setItem(key, "1")
      else localStorage.removeItem(key)
    } catch {} // A browser that keeps nothing covers this page alone.
    draw()
  })
  if (root.classList.contains("covered")) draw()
  cover.disabled = false // Pressed before, it would have done nothing.
}
