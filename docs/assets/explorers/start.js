// Start each explorer of a page. `<!-- explorer: ... -->` in a chapter asks for one; what it says
// comes with the page, so that no language stands here.

import { element } from "./page.js"

// Asked for here and not by the page, whose text is read before.
const look = element("link", { rel: "stylesheet", href: new URL("explorers.css", import.meta.url) })
await new Promise((seen) => {
  look.onload = look.onerror = seen
  document.head.append(look)
})

/** What an address says; as it stands where it is no encoded text: `100%`. */
function plain(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

for (const place of document.querySelectorAll(".explorer")) {
  const { start } = await import(`./${place.dataset.explorer}.js`)
  const name = place.dataset.explorer
  const words = JSON.parse(place.dataset.words)
  const link = element("a", {}, words.address)
  const note = element("p", { class: "note" }, `${words.note} `, link)
  // What is read below it stays as far from the page's end.
  const root = document.documentElement
  const kept = root.scrollHeight - scrollY
  const above = place.getBoundingClientRect().bottom < 0
  place.replaceChildren()
  place.setAttribute("role", "region")
  place.setAttribute("aria-label", words.title)
  place.append(element("p", { class: "title" }, words.title))
  const unread = element("p", { role: "alert", class: "told wrong" }, words.unreadable)
  const show = start(place, words, (state) => {
    link.href = `#${name}=${state}`
    unread.remove()
  })
  place.append(note)

  // An address that ends with `#memory=3,4/transpose,0,1/` opens that state.
  const asked = ({ hash }) => plain(hash.slice(1)).split("=")
  const open = () => {
    const [explorer, state] = asked(location)
    if (explorer !== name) return
    if (!show(state ?? "")) {
      show(place.dataset.start)
      note.before(unread)
    }
    place.scrollIntoView()
  }
  show(place.dataset.start)
  if (above) scrollTo({ top: root.scrollHeight - kept, behavior: "instant" })
  addEventListener("hashchange", open)
  let width = place.clientWidth
  addEventListener("resize", () => {
    if (place.clientWidth === width) return // A keyboard on the screen changes the height alone.
    width = place.clientWidth
    const fields = [...place.querySelectorAll("input, select")]
    const typed = fields.map((one) => one.value)
    show(asked(link)[1])
    fields.forEach((one, at) => (one.value = typed[at])) // What is not yet applied stays.
  })
  open()
  place.dataset.started = ""
}
