// The explorer of broadcasting: two shapes in, how each is stretched out, or PyTorch's error.

import { common, meetings, stretched } from "./broadcast.js"
import { HUES, block, figure, room } from "./drawing.js"
import { numbers, tuple } from "./notation.js"
import { TorchError } from "./operations.js"
import { button, element, field, grown, say } from "./page.js"
import { cells, product } from "./tensor.js"

const MOST = 64 // Cells that a screen still shows.

/** Build the explorer in its place; gives a function that shows a state as an address has it. */
export function start(place, words, changed) {
  const inputs = ["a", "b"].map(() => element("input", { autocomplete: "off", size: 8 }))
  const status = element("p", { role: "status", class: "told" })
  const table = element("div", { class: "meetings", "data-label": words.table })
  const pictures = element("div", { class: "pictures" })

  const fits = (sizes) =>
    sizes?.length <= 3 && sizes.every((size) => size >= 0) && product(sizes) <= MOST

  /** `2,3/3/` */
  function show(text) {
    const shapes = text.replace(/\/$/, "").split("/").map(numbers)
    if (shapes.length !== 2 || !shapes.every(fits)) return false
    shapes.forEach((sizes, one) => (inputs[one].value = sizes.join(", ") || "()"))
    draw(...shapes)
    return true
  }

  function apply(event) {
    event.preventDefault()
    const shapes = inputs.map((input) => numbers(input.value))
    if (shapes.every(fits)) return draw(...shapes)
    status.className = "told wrong"
    status.textContent = words.unfit
    return null
  }

  function draw(a, b) {
    table.replaceChildren(aligned(meetings(a, b)))
    changed([a, b].map((sizes) => sizes.join(",")).join("/") + "/")
    try {
      const shape = common(a, b)
      status.className = "told"
      status.textContent = sentence(a, b, shape)
      pictures.replaceChildren(
        stretching("a", a, shape, HUES[0]),
        stretching("b", b, shape, HUES[1]),
      )
      grown(place)
    } catch (error) {
      if (!(error instanceof TorchError)) throw error
      const said = element("code", {}, `${error.kind}: ${error.message}`)
      status.className = "told refused"
      status.replaceChildren(element("code", {}, "a + b"), ` ${words.refused} `, said)
      pictures.replaceChildren()
    }
  }

  function sentence(a, b, shape) {
    const told = [say(words.result, { shape: tuple(shape) })]
    for (const [name, own] of Object.entries({ a, b })) {
      const facts = { name, shape: tuple(own) }
      const whole = own.join() === shape.join()
      told.push(say(whole ? words.stays : words.grows, facts))
    }
    return told.join(" ")
  }

  /** The shapes one below the other, from the right, and what becomes of each dimension. */
  function aligned(met) {
    const row = (name, told) =>
      element("tr", {}, element("th", { scope: "row" }, name), ...met.map((one) => told(one)))
    const size = (one) => element("td", {}, one === undefined ? words.none : String(one))
    const verdict = ({ one, two, fits, size: made }) => {
      if (!fits) return element("td", { class: "wrong" }, words.differ)
      if ((one ?? 1) === (two ?? 1)) return element("td", {}, words.same)
      const name = (one ?? 1) === 1 ? "a" : "b"
      return element("td", {}, say(made ? words.stretch : words.vanish, { name }))
    }
    const result = ({ fits, size: made }) => element("td", {}, fits ? String(made) : words.none)
    return element(
      "table",
      {},
      element("caption", {}, words.table),
      row("a", ({ one }) => size(one)),
      row("b", ({ two }) => size(two)),
      row(words.meets, verdict),
      row("a + b", result),
    )
  }

  function stretching(name, own, shape, hue) {
    const grown = stretched(own, shape)
    const seen = new Set()
    const look = (_, cell) => {
      const first = !seen.has(cell) // Where it lies; elsewhere it is read once more.
      seen.add(cell)
      return { value: cell + 1, hue: first ? hue : "" }
    }
    const label = `${name}: ${cells(grown).map((cell) => cell + 1).join(", ")}`
    const space = room(pictures)
    const told = product(shape) ? words.large : words.empty
    const drawable = product(shape) > 0 && product(shape) <= 2 * MOST
    const svg = drawable ? block(grown, look, label, space, false) : element("p", {}, told)
    return figure(name, `${tuple(own)} → ${tuple(shape)}`, svg)
  }

  const fields = inputs.map((input, one) => field(say(words.shape_of, { name: "ab"[one] }), input))
  const form = element("form", {}, ...fields, button(words.apply, null, "submit"))
  form.addEventListener("submit", apply)
  place.append(form, status, table, pictures)
  return show
}
