// Tensors as cells, in the look of the book's own drawings (textbook/composing/drawing.py).

import { drawn, element } from "./page.js"
import { cellOf, indices } from "./tensor.js"

export const HUES = ["#3b82f6", "#f97316"]
const HEIGHT = 36 // Of a cell: its place as a small number, and the value below.
const WIDTH = 30
const GAP = 16
const step = (role) => ({ fill: `var(--book-${role})`, "font-size": 11 })
const [ACROSS, DOWN] = [step("cell"), step("chosen")]
const FULL = 650 // As wide as is read at a glance.
const USUAL = 361 // As wide as the book's own drawings, where a place has no width yet.

/** How wide the pictures in a place may be before they have to be scrolled. */
export const room = (place) => Math.min(FULL, place.clientWidth || USUAL)

/** One cell. `place` is its number in the storage, or null; without a hue it is an outline. */
function cell(x, y, { value, place, hue, tint, data }) {
  const look = hue ? { fill: hue, "fill-opacity": tint } : { fill: "none", "stroke-dasharray": 3 }
  const stroke = { stroke: "currentColor", "stroke-opacity": 0.6 }
  const box = drawn("rect", { x, y, width: WIDTH, height: HEIGHT, ...look, ...stroke })
  const at = { x: x + WIDTH / 2, y: y + (place === null ? 23 : 29), "text-anchor": "middle" }
  const made = drawn("g", { class: "cell", ...data }, box, text(value, { ...at, "font-size": 13 }))
  if (place !== null) made.append(text(place, { x: x + 3, y: y + 12, "font-size": 10 }))
  return made
}

const text = (said, attributes) => drawn("text", { fill: "currentColor", ...attributes }, String(said))

/** A picture of parts that grew to a width and a height, with what it shows in words. */
function picture(parts, width, height, label) {
  const viewBox = `0 0 ${width} ${height}`
  const size = { viewBox, width, height, "font-family": "sans-serif" }
  return drawn("svg", { role: "img", "aria-label": label, ...size }, ...parts)
}

const shade = (place, last) => (0.12 + (0.43 * place) / Math.max(1, last)).toFixed(2)

/** Rows and columns of a tensor, one block for each leading index.
 *
 * `look(index, cell)` gives a cell's value, place and hue; `label` says all of it in words; `room` is
 * what `room(place)` gives.
 */
export function block(tensor, look, label, room, steps = true) {
  const { shape, stride } = tensor
  const dims = shape.length
  const left = dims > 1 && steps ? 34 : 0
  const top = dims > 2 || (dims > 0 && steps) ? 18 : 2
  const [rows, columns] = [dims > 1 ? shape.at(-2) : 1, dims ? shape.at(-1) : 1]
  const [wide, high] = [left + columns * WIDTH + GAP, top + rows * HEIGHT + GAP]
  const beside = Math.max(1, Math.floor((room + GAP) / wide))
  const last = tensor.values.length - 1
  const parts = []
  const seen = new Map()
  let number = 0
  for (const index of indices(shape)) {
    const lead = index.slice(0, -2).join(", ")
    if (!seen.has(lead)) {
      const [x, y] = [(seen.size % beside) * wide, Math.floor(seen.size / beside) * high]
      seen.set(lead, [x, y])
      const head = [lead && `[${lead}]`, dims && steps ? `→ +${stride.at(-1)}` : ""].join(" ")
      parts.push(text(head.trim(), { ...ACROSS, x: x + left, y: y + 12 }))
      if (left) parts.push(text(`↓ +${stride.at(-2)}`, { ...DOWN, x, y: y + top + 22 }))
    }
    const [x, y] = seen.get(lead)
    const [row, column] = [dims > 1 ? index.at(-2) : 0, dims ? index.at(-1) : 0]
    const at = cellOf(tensor, index)
    const data = { "data-element": number++, "data-cell": at }
    const shown = { place: null, tint: shade(at, last), data, ...look(index, at) }
    parts.push(cell(x + left + column * WIDTH, y + top + row * HEIGHT, shown))
  }
  const across = Math.max(Math.min(seen.size, beside) * wide - GAP, left + 40)
  return picture(parts, across + 2, Math.ceil(seen.size / beside) * high - GAP + 2, label)
}

/** A storage as one line of cells, folded into even ones where it is long; `read` are the cells that are read. */
export function strip(values, read, hue, label, room) {
  const fits = Math.max(1, Math.floor((room - 2) / WIDTH))
  const lines = Math.max(1, Math.ceil(values.length / fits))
  const across = Math.ceil(values.length / lines)
  const parts = values.map((value, place) => {
    const at = [(place % across) * WIDTH, Math.floor(place / across) * (HEIGHT + 6) + 1]
    const tint = shade(place, values.length - 1)
    const data = { "data-cell": place }
    return cell(...at, { value, place, hue: read.has(place) ? hue : "", tint, data })
  })
  const wide = across * WIDTH + 2
  return picture(parts, Math.max(wide, 32), lines * (HEIGHT + 6), label)
}

/** A picture with its name and its facts. */
export function figure(name, facts, svg) {
  const caption = element("figcaption", {}, element("b", {}, name), ` ${facts}`)
  return element("figure", { "data-label": name }, caption, svg)
}
