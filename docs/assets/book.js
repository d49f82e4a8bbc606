// What the pages do beyond Material. Without scripts everything is there to be read.

// A box that is wider than its place is a stop of the keyboard, is named, and shows that more is
// to come; one that is not asks for no attention.
function mark(box, wide) {
  box.classList.toggle("wide", wide)
  if (wide) {
    box.tabIndex = 0
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", name(box))
  } else {
    for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute)
  }
}

// "출력: 저장소", by the heading that it stands under.
function name(box) {
  const above = [...document.querySelectorAll("article :is(h1, h2, h3)")].filter(
    (heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const parts = [...(above.at(-1)?.childNodes ?? [])].filter((one) => !one.matches?.(".headerlink"))
  const heading = parts.map((part) => part.textContent).join("").trim()
  return [box.dataset.label, heading].filter(Boolean).join(": ")
}

const boxes = `.output :is(pre, figure), .elsewhere pre, .highlight > pre > code, .formula,
  .md-typeset__scrollwrap, .explorer :is(figure, .meetings)`
// All are measured before one is changed: each change would have the page laid out anew.
function measure(found) {
  const wide = found.map((box) => box.scrollWidth > box.clientWidth + 1)
  for (const [at, box] of found.entries()) mark(box, wide[at])
}
const observer = new ResizeObserver((entries) => measure(entries.map((entry) => entry.target)))

// What is far from the screen is not laid out while the page loads (book.css). It is laid out and
// measured afterwards, a few blocks at a time, when there is nothing else to do: each time has a
// cost that grows with the page.
const later = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 50))
const observe = (place) => {
  for (const box of place.querySelectorAll(boxes)) observer.observe(box)
}
observe(document)
document.addEventListener("grown", ({ target }) => observe(target)) // An explorer draws anew.
const AT_ONCE = 8
const units = [...document.querySelectorAll(".unit")]
const root = document.documentElement
later(function next(left) {
  root.style.overflowAnchor = "none" // Not every browser does it: here all are told.
  do {
    const sides = units.slice(0, AT_ONCE).map((unit) => unit.getBoundingClientRect().bottom < 0)
    const [above] = sides
    const other = sides.indexOf(!above)
    const some = units.splice(0, other < 0 ? AT_ONCE : other)
    const kept = root.scrollHeight - scrollY
    for (const unit of some) unit.style.contentVisibility = "visible"
    measure(some.flatMap((unit) => [...unit.querySelectorAll(boxes)]))
    // What is being read stays as far from the end, to which a browser may have moved it.
    if (above) scrollTo({ top: root.scrollHeight - kept, behavior: "instant" })
  } while (units.length && left?.timeRemaining() > 10)
  root.style.overflowAnchor = "" // Between the times a browser itself lays out what comes near.
  if (units.length) return later(next)
  root.dataset.measured = ""
  // Material takes such a move for a reader who scrolls up, and offers the way to the top.
  if (scrollY) setTimeout(() => scrollBy({ top: 1, behavior: "instant" }), 200)
})

// In the index of errors, leave the entries that hold what is typed, or whose heading a pasted
// message holds, or other words for it, in code in a sentence: three or more, or what an error's
// message begins with. Numbers and spaces are all alike: those of a reader are not those of the
// book. An entry may have no error's name. Code that is no message names nothing. A KeyError says
// but the name that was looked up: it is found by its kind.
function finder(form) {
  const alike = (text) => text.toLowerCase().replace(/-?\d+/g, "0").replace(/\s+/g, " ").trim()
  const WORDS = /[a-z]+,? [a-z][a-z-]* [a-z]+|^(\[errno |invalid |f-string:|unmatched)/
  const CODE = /^(for .+ in |from |python |\[(?!errno ))/
  const KIND = /^(?!keyerror: )[\w.]*(error|exception|warning): /
  const until = (heading, names) => {
    const found = [heading]
    let next = heading.nextElementSibling
    for (; next && !next.matches(names); next = next.nextElementSibling) found.push(next)
    return found
  }
  const entries = [...document.querySelectorAll("article h3[id]")].map((heading) => {
    const parts = until(heading, "h1, h2, h3")
    const text = alike(parts.map((part) => part.textContent).join(" "))
    const codes = parts.flatMap((part) => [...part.querySelectorAll(":scope:is(p, ul) code")])
    const said = codes.map((code) => alike(code.textContent))
    const others = said.filter((one) => WORDS.test(one) && !CODE.test(one))
    return { parts, text, names: [alike(heading.querySelector("code").textContent), ...others] }
  })
  const groups = [...document.querySelectorAll("article h2[id]")].map((heading) => {
    const within = new Set(until(heading, "h1, h2"))
    const held = entries.filter(({ parts }) => within.has(parts[0]))
    return { parts: until(heading, "h1, h2, h3"), entries: held }
  })
  const [, ...opening] = until(form, "h2")
  const contents = new Map()
  for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#']")) {
    contents.set(link.hash.slice(1), link.closest("li"))
  }
  const show = (parts, shown) => {
    const listed = contents.get(parts[0]?.id)
    for (const part of listed ? [...parts, listed] : parts) part.hidden = !shown
  }
  const status = form.querySelector("[role=status]")
  return () => {
    const { value } = form.elements.find
    // `EOFError: ` says nothing more. A name alone is of scikit-learn's data: the index has this one.
    const said = alike(value)
      .replace(/^attributeerror: \w+$/, "feature_name")
      .replace(KIND, "")
      .replace(/:$/, "")
    const worded = /\p{L}/u.test(said) // A number alone stands in all of them.
    for (const one of entries) {
      const fits = one.text.includes(said) || one.names.some((name) => said.includes(name))
      one.fits = !said || (worded && fits)
    }
    // Where nothing fits all is there again, and the way to the whole book.
    const count = entries.filter((entry) => entry.fits).length
    for (const one of entries) show(one.parts, one.fits || !count)
    for (const one of groups) {
      show(one.parts, !count || one.entries.some((entry) => entry.fits))
    }
    show([...opening, ...document.querySelectorAll("article > :is(.take, .origin)")], !said)
    const { some, none, search } = status.dataset
    status.textContent = said ? (count ? some.replace("{}", count) : `${none} `) : ""
    if (count) return
    const link = document.createElement("a")
    link.href = `?q=${encodeURIComponent(value.trim())}`
    link.textContent = search
    status.append(link)
  }
}
for (const form of document.querySelectorAll("form.find")) {
  let find
  const begin = () => (find ??= finder(form))() // It reads the whole page: not before it is asked.
  form.addEventListener("input", begin)
  if (form.elements.find.value) begin() // Pasted before this script was there.
  // Where a link leads to an entry that was not left, all are there again.
  const reveal = () => {
    const target = document.querySelector(":target")
    if (!target?.closest("[hidden]")) return
    form.elements.find.value = ""
    begin()
    target.scrollIntoView()
  }
  addEventListener("hashchange", reveal)
  document.addEventListener("click", ({ target }) => {
    if (target.closest("a")?.href === location.href) reveal() // The same one again: no change.
  })
}

// Material opens its sidebar and its search on a narrow screen by labels, which only a pointer
// reaches. Buttons take their place.
for (const [id, named] of [["__drawer", ".md-nav--primary"], ["__search", ".md-search__input"]]) {
  const label = document.querySelector(`.md-header__button[for=${id}]`)
  const toggle = document.getElementById(id)
  if (!label || !toggle) continue
  const button = document.createElement("button")
  button.className = label.className
  button.dataset.toggle = id
  button.setAttribute("aria-label", document.querySelector(named)?.getAttribute("aria-label") ?? "")
  button.append(...label.childNodes)
  button.addEventListener("click", () => {
    toggle.click()
    if (toggle.checked) document.querySelector(named)?.focus()
  })
  const tell = () => button.setAttribute("aria-expanded", toggle.checked)
  toggle.addEventListener("change", tell)
  tell()
  label.replaceWith(button)
}

// The drawer by keyboard. Its parts lie over one another: the focus goes to the title of the one
// that opens, which is the way back, and from one that closes to what opened it. Escape closes all.
// That Enter presses a label is Material's.
const drawer = document.querySelector(".md-nav--primary")
if (drawer) {
  const narrow = matchMedia("(max-width: 76.234375em)") // As in book.css.
  const labels = [...drawer.querySelectorAll("label[for]")]
  const reach = () => {
    for (const label of labels) label.tabIndex = narrow.matches ? 0 : -1
  }
  narrow.addEventListener("change", reach)
  reach()
  const titles = labels.filter((label) => label.matches(".md-nav__title"))
  const seen = (title) => title.checkVisibility({ visibilityProperty: true })
  for (const { htmlFor: id } of titles) {
    const toggle = document.getElementById(id)
    const opener = document.querySelector(`[data-toggle="${id}"], .md-nav__link[for="${id}"]`)
    toggle.addEventListener("change", () => {
      if (!narrow.matches) return
      if (toggle.checked) titles.findLast(seen)?.focus()
      else if (drawer.contains(document.activeElement)) opener?.focus()
    })
  }
  drawer.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && narrow.matches) document.getElementById("__drawer").click()
  })
}

// What Material adds has a name, or asks for none.
const search = document.querySelector(".md-search")
search?.setAttribute("aria-label", search.querySelector("input").getAttribute("aria-label"))

// Who follows the system's colours and presses the button wants the other ones, not the same by name.
const [follow, light] = document.querySelectorAll("[data-md-component=palette] label")
if (follow && matchMedia("(prefers-color-scheme: light)").matches) {
  follow.htmlFor = light.htmlFor
  follow.title = light.title
}

// An error message is looked for by its words: its numbers are the reader's own, and a letter alone
// is the beginning of many words. Material asks the field for its value.
const asked = search?.querySelector("input")
if (asked) {
  const lone = /(?<![\p{L}\p{N}_.])(?:[-+]?\d+(?:\.\d*)?|[A-Za-z])(?![\p{L}\p{N}_])/gu
  const sentence = /(?:\p{L}{2,}\P{L}+){3}\p{L}{2}/u
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")
  const words = () => {
    const text = get.call(asked)
    return sentence.test(text) ? text.replace(lone, "") : text
  }
  Object.defineProperty(asked, "value", { get: words, set })
  // Material listens for keys alone; what is pasted by a pointer, or cleared, is told as one is. Of
  // a text that is the same it searches once.
  asked.addEventListener("input", () => asked.dispatchEvent(new KeyboardEvent("keyup")))
}

// In an older edition: whether this page is the same in the newest one, and the way to it there.
const told = document.querySelector("[data-md-component=outdated] [data-fingerprint]")
if (told) {
  fetch(`${told.dataset.root}pages.json`)
    .then((answer) => answer.json())
    .then((pages) => {
      const { page, fingerprint, root, same, changed, gone } = told.dataset
      const there = pages[page]
      told.textContent = there ? (there === fingerprint ? same : changed) : gone
      if (there) told.parentElement.querySelector("a").href = `${root}latest/${page}`
    })
    .catch(() => {}) // Published before there was such a list: the banner says enough.
}
