// The explorer of memory: a shape and operations in, storage, shape, strides and sharing out.

import { HUES, block, figure, room, strip } from "./drawing.js"
import { coded, decoded, given, numbers, python, tuple } from "./notation.js"
import { OPERATIONS, TorchError, follow } from "./operations.js"
import { button, element, field, grown, say } from "./page.js"
import { arange, cellOf, cells, indices, isContiguous, product } from "./tensor.js"

const NAMES = Object.keys(OPERATIONS)
const MOST = 64 // Cells that a screen still shows.
const LARGEST = 2 * MOST // Elements of a result: `expand` alone makes more of them than there were.
const FIRST = 10 // The value in cell 0, so that a value is no cell's number.

/** An argument that an operation takes, as an example. */
const EXAMPLES = {
  index: "1:, ::2",
  transpose: "0, 1",
  permute: "1, 0",
  view: "2, -1",
  reshape: "2, -1",
  squeeze: "0",
  unsqueeze: "0",
  expand: "2, -1, -1",
  flip: "0",
  contiguous: "",
}

/** Build the explorer in its place; gives a function that shows a state as an address has it. */
export function start(place, words, changed) {
  const shape = element("input", { type: "text", autocomplete: "off", size: 8 })
  const options = NAMES.map((name) => element("option", { value: name }, words[name] ?? name))
  const operation = element("select", {}, ...options)
  const list = element("input", { type: "text", autocomplete: "off", size: 10 })
  const code = element("code", {})
  const status = element("p", { role: "status", class: "told" })
  const pictures = element("div", { class: "pictures" })
  const slider = element("input", { type: "range", min: 0, step: 1, value: 0 })
  const formula = element("output", {})
  const chooser = element("p", { class: "chooser" }, field(words.element, slider), formula)

  /** What the reader did: the tensor x, the operations that gave y, and one that was refused. */
  let state = { x: arange([]), steps: [], refused: null }
  const steps = () => (state.refused ? [...state.steps, state.refused] : state.steps)
  const made = () => follow(state.x, state.steps)

  function show(text) {
    const read = decoded(text, NAMES)
    if (!read || !fits(read.shape)) return false
    state = { x: arange(read.shape), steps: [], refused: null }
    draw(read.steps.map(add).find(Boolean))
    return true
  }

  const fits = (sizes) =>
    sizes.length <= 4 && sizes.every((size) => size >= 0) && product(sizes) <= MOST

  /** Do one more operation; gives what is said where it is refused, and then stays: PyTorch's
   * error, or that the result is too large, of which no element may be gone through then. */
  function add(step) {
    if (state.refused) return null
    try {
      const longer = [...state.steps, step]
      if (product(follow(state.x, longer).shape) > LARGEST) return refuse(step, words.large)
      state.steps = longer
      return null
    } catch (error) {
      if (!(error instanceof TorchError)) throw error
      const said = element("code", {}, `${error.kind}: ${error.message}`)
      return refuse(step, words.refused, " ", said)
    }
  }

  function refuse(step, ...told) {
    state.refused = step
    return told
  }

  function set() {
    const sizes = numbers(shape.value)
    if (!sizes || !fits(sizes)) return tell(words.unfit, "wrong")
    state = { x: arange(sizes), steps: [], refused: null }
    return draw()
  }

  function apply() {
    const found = given(operation.value, list.value)
    if (!found) return tell(say(words.unread, { example: EXAMPLES[operation.value] }), "wrong")
    state.refused = null
    return draw(add([operation.value, found]))
  }

  function undo() {
    if (!state.refused) state.steps = state.steps.slice(0, -1)
    state.refused = null
    draw()
  }

  function tell(sentence, kind = "") {
    status.className = `told ${kind}`
    status.textContent = sentence
  }

  function draw(told = null) {
    const [x, y] = [state.x, made()]
    const [read, shares] = [cells(y), x.values === y.values]
    shape.value = x.shape.join(", ") || "()"
    const begin = `x = torch.arange(${FIRST}, ${FIRST + x.values.length})${python(["view", x.shape])}`
    code.textContent = `${begin}\ny = x${state.steps.map(python).join("")}`
    if (told) {
      status.className = "told refused"
      status.replaceChildren(element("code", {}, `y${python(state.refused)}`), " ", ...told)
    } else {
      tell(sentence(y, read, shares))
    }
    const last = read.length - 1
    slider.max = Math.max(last, 0)
    slider.value = Math.min(slider.value, slider.max)
    chooser.hidden = last < 0
    pictures.replaceChildren(...figures(x, y, read, shares))
    grown(pictures)
    choose()
    changed(coded(x.shape, steps()))
  }

  function sentence(y, read, shares) {
    const facts = { shape: tuple(y.shape), stride: tuple(y.stride), offset: y.offset }
    const touched = { count: new Set(read).size, all: y.values.length, elements: read.length }
    return [
      say(words.lies, facts),
      isContiguous(y) ? words.contiguous_yes : words.contiguous_no,
      shares ? words.shared : words.copied,
      say(words.touched, touched),
    ].join(" ")
  }

  function figures(x, y, read, shares) {
    const [space, nothing] = [room(pictures), () => element("p", {}, words.empty)]
    const value = (tensor, cell) => tensor.values[cell] + FIRST
    const told = (tensor) => cells(tensor).map((cell) => value(tensor, cell)).join(", ")
    const tensor = (name, one, hue) => {
      const look = (_, cell) => ({ value: value(one, cell), place: cell, hue })
      const lies = `${words.shape} ${tuple(one.shape)} · ${words.stride} ${tuple(one.stride)}`
      const label = `${name}: ${told(one)}`
      const svg = product(one.shape) ? block(one, look, label, space) : nothing()
      return figure(name, `${lies} · ${words.offset} ${one.offset}`, svg)
    }
    const storage = (name, one, touched, hue) => {
      const shown = one.values.map((_, cell) => value(one, cell))
      const label = `${name}: ${shown.join(", ")}`
      const svg = shown.length ? strip(shown, new Set(touched), hue, label, space) : nothing()
      return figure(name, "", svg)
    }
    const hue = HUES[shares ? 0 : 1]
    const tensors = [tensor("x", x, HUES[0]), tensor("y", y, hue)]
    if (shares) return [...tensors, storage(words.storage, y, read, hue)]
    const whole = storage(`x ${words.storage}`, x, cells(x), HUES[0])
    const own = storage(`y ${words.storage}`, y, read, hue)
    return [...tensors, whole, own]
  }

  /** Mark one element everywhere, and say how its cell is worked out. */
  function choose() {
    const y = made()
    const index = [...indices(y.shape)][slider.value]
    for (const old of pictures.querySelectorAll(".chosen")) old.classList.remove("chosen")
    if (!index) return
    const cell = cellOf(y, index)
    const [inX, inY, ...storages] = pictures.children
    const lies = `[data-cell="${cell}"]`
    inY?.querySelectorAll(`[data-element="${slider.value}"]`).forEach(mark)
    storages.at(-1)?.querySelectorAll(lies).forEach(mark)
    if (y.values === state.x.values) inX.querySelectorAll(lies).forEach(mark)
    const terms = index.map((number, dim) => `${number} × ${y.stride[dim]}`)
    const sum = [y.offset, ...terms].join(" + ") + (terms.length ? ` = ${cell}` : "")
    const name = index.length ? `y[${index.join(", ")}]` : "y"
    formula.textContent = say(words.place, { name, sum, value: y.values[cell] + FIRST })
  }

  const mark = (one) => one.classList.add("chosen")

  const opening = element("form", {}, field(words.shape, shape), button(words.set, null, "submit"))
  const form = element(
    "form",
    {},
    field(words.operation, operation),
    field(words.arguments, list),
    button(words.apply, null, "submit"),
    button(words.undo, undo),
  )
  const example = () => {
    list.value = EXAMPLES[operation.value]
    list.disabled = operation.value === "contiguous"
  }
  opening.addEventListener("submit", (event) => (event.preventDefault(), set()))
  form.addEventListener("submit", (event) => (event.preventDefault(), apply()))
  operation.addEventListener("change", example)
  slider.addEventListener("input", choose)
  pictures.addEventListener("click", ({ target }) => {
    const cell = target.closest("figure:nth-child(2) .cell")
    if (cell) slider.value = cell.dataset.element
    if (cell) choose()
  })
  example()
  const line = element("p", { class: "line" }, code)
  place.append(opening, form, line, status, pictures, chooser)
  return show
}
