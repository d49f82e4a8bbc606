// The explorer of gradient descent on (w - 2)²: a slope, a learning rate, and the next weight.

import { room } from "./drawing.js"
import * as gradient from "./gradient.js"
import { button, drawn, element, field, say } from "./page.js"

const [HEIGHT, FOOT] = [240, 26]
const MOST = 50 // Steps that an address may ask for.
const FAR = 1e6 // From 0, where a reader may begin, on both sides of 2.

const { loss, path, slope } = gradient

/** A number as a sentence has it: with a minus, which is no hyphen. */
const signed = (text) => String(text).replace(/^-/, "−")
const printed = (number) => signed(gradient.printed(number))

/** Build the explorer in its place; gives a function that shows a state as an address has it. */
export function start(place, words, changed) {
  const number = (step) => element("input", { type: "number", step, required: "", size: 6 })
  const [weight, rate] = [number("any"), number("any")]
  const status = element("p", { role: "status", class: "told" })
  const picture = element("div", { class: "pictures" })
  let state = { start: 5, rate: 0.25, steps: 0 }

  /** `5/0.25/3/`: the start, the rate, the steps. */
  function show(text) {
    const found = text.replace(/\/$/, "").split("/").map((one) => (one ? Number(one) : NaN))
    const [start, step, steps] = found
    const fits = Math.abs(start) <= FAR && Math.abs(step) <= 1e6 && steps >= 0 && steps <= MOST
    if (found.length !== 3 || !fits || !Number.isInteger(steps)) return false
    state = { start, rate: step, steps }
    draw()
    return true
  }

  function read(steps) {
    const [start, step] = [weight, rate].map((input) => input.valueAsNumber)
    if (!(Math.abs(start) <= FAR && Math.abs(step) <= 1e6)) {
      status.className = "told wrong"
      status.textContent = words.unfit
      return
    }
    const same = start === state.start && step === state.rate
    state = { start, rate: step, steps: Math.min(same ? steps : Math.min(steps, 1), MOST) }
    draw()
  }

  function draw() {
    const { start, rate: step, steps } = state
    const weights = path(start, step, steps)
    weight.value = start
    rate.value = step
    status.className = "told"
    status.textContent = sentence(weights)
    picture.replaceChildren(curve(weights, status.textContent))
    changed(`${start}/${step}/${steps}/`)
  }

  /** Where the weight is, its slope, and the last step as a sum. */
  function sentence(weights) {
    const [before, now] = weights.slice(-2)
    const here = { weight: printed(weights.at(-1)), slope: printed(slope(weights.at(-1))) }
    if (now === undefined) return say(words.here, { ...here, loss: printed(loss(before)) })
    const rate = state.rate < 0 ? `(${signed(state.rate)})` : state.rate
    const facts = { steps: state.steps, rate, new: printed(now), old: printed(before) }
    const told = [say(words.stepped, { ...facts, slope: printed(slope(before)) })]
    const [was, is] = [loss(before), loss(now)]
    const change = is < was ? words.less : is > was ? words.more : words.equal
    told.push(Number.isFinite(is) ? say(change, { was: printed(was), is: printed(is) }) : words.lost)
    return told.join(" ")
  }

  /** The curve, the weights on it, and the tangent at the last of them. */
  function curve(weights, label) {
    const shown = weights.filter((one) => Math.abs(one - 2) <= FAR + 2)
    const far = Math.max(5, ...shown.map((one) => Math.abs(one - 2) * 1.15))
    const wide = room(picture)
    const across = (w) => ((w - 2 + far) / (2 * far)) * wide
    const up = (y) => HEIGHT - FOOT - (y / far ** 2) * (HEIGHT - FOOT - 8)
    const point = (w) => `${across(w).toFixed(1)},${up((w - 2) ** 2).toFixed(1)}`
    const line = (points, look) => drawn("polyline", { points, fill: "none", ...look })
    const grid = Array.from({ length: 81 }, (_, place) => 2 - far + (place * far) / 40)
    const parts = [line(grid.map(point).join(" "), { stroke: "currentColor", "stroke-opacity": 0.5 })]
    parts.push(drawn("path", { d: `M0 ${up(0)}H${wide}`, stroke: "currentColor" }))
    const at = shown.at(-1)
    if (at !== undefined) {
      const high = (w) => (at - 2) ** 2 + 2 * (at - 2) * (w - at)
      const foot = (at + 2) / 2 // Where the tangent meets the axis, below which nothing is drawn.
      const ends = [at - far / 3, at + far / 3]
      if (at > 2) ends[0] = Math.max(ends[0], foot)
      if (at < 2) ends[1] = Math.min(ends[1], foot)
      const tangent = ends.map((w) => `${across(w)},${up(high(w))}`)
      parts.push(line(tangent.join(" "), { class: "tangent", "stroke-width": 1.5 }))
    }
    parts.push(line(shown.map(point).join(" "), { class: "path", "stroke-width": 1.5 }))
    shown.forEach((w, place) => {
      const last = place === shown.length - 1
      const look = { r: last ? 6 : 3.5, class: last ? "now" : "past" }
      parts.push(drawn("circle", { cx: across(w), cy: up((w - 2) ** 2), ...look }))
    })
    for (const w of [2 - far * 0.8, 2, 2 + far * 0.8]) {
      const text = { x: across(w), y: HEIGHT - 6, "text-anchor": "middle", "font-size": 11 }
      const said = Math.abs(w) < 100 ? w.toFixed(Number.isInteger(w) ? 0 : 1) : w.toPrecision(2)
      parts.push(drawn("text", { ...text, fill: "currentColor" }, `w = ${signed(said)}`))
    }
    const viewBox = `0 0 ${wide} ${HEIGHT}`
    const size = { viewBox, width: wide, height: HEIGHT, "font-family": "sans-serif" }
    return drawn("svg", { role: "img", "aria-label": label, class: "descent", ...size }, ...parts)
  }

  const form = element(
    "form",
    {},
    field(words.start, weight),
    field(words.rate, rate),
    button(words.step, null, "submit"),
    button(words.undo, () => read(Math.max(state.steps - 1, 0))),
    button(words.reset, () => read(0)),
  )
  form.addEventListener("submit", (event) => (event.preventDefault(), read(state.steps + 1)))
  place.append(form, status, picture)
  return show
}
