// How a reader writes a shape and an operation, and how an address and Python do.

const NUMBER = /^-?\d{1,3}$/
const COUNTS = { transpose: [2, 2], unsqueeze: [1, 1], squeeze: [0, 1], contiguous: [0, 0] }
const MOST = 6 // As many dimensions as any argument may have.

/** The numbers of `2, 3`, with or without brackets; null where it is something else. */
export function numbers(text) {
  const inner = text.trim().replace(/^[([]\s*(.*?)[\s,]*[)\]]$/, "$1")
  if (inner === "") return []
  const pieces = inner.split(",").map((piece) => piece.trim())
  return pieces.length <= MOST && pieces.every((one) => NUMBER.test(one)) ? pieces.map(Number) : null
}

/** The items of `1:, ::2`, an index; null where it is something else. */
function items(text) {
  const pieces = text.trim().replace(/^\[(.*)\]$/, "$1").split(",")
  const found = pieces.map((piece) => {
    const parts = piece.split(":").map((part) => part.trim())
    if (parts.length === 1) return NUMBER.test(parts[0]) ? Number(parts[0]) : null
    if (parts.length > 3 || parts.some((part) => part && !NUMBER.test(part))) return null
    const [start, stop, step] = [...parts, ""].map((part) => (part ? Number(part) : null))
    return { start, stop, step }
  })
  return found.length > MOST || found.includes(null) ? null : found
}

/** The arguments that a reader wrote for an operation; null where it takes no such. */
export function given(name, text) {
  if (name === "index") return items(text)
  const found = numbers(text)
  // PyTorch may take a size of -2 beside one of 0, and makes a tensor that it cannot count itself.
  if (name === "expand" && found?.some((size) => size < -1)) return null
  const [least, most] = COUNTS[name] ?? [text.trim() ? 0 : 1, MOST]
  return found && found.length >= least && found.length <= most ? found : null
}

/** Arguments as they are typed: `0, 1` or `1:, ::2`. */
export function typed(list) {
  return list.map((one) => (typeof one === "number" ? String(one) : part(one))).join(", ")
}

function part({ start, stop, step }) {
  return `${start ?? ""}:${stop ?? ""}${step === null ? "" : `:${step}`}`
}

/** An operation as Python has it: `.transpose(0, 1)`. */
export function python([name, list]) {
  if (name === "index") return `[${typed(list)}]`
  const shapes = list.length === 0 && !["squeeze", "contiguous"].includes(name)
  return `.${name}(${shapes ? "()" : typed(list)})`
}

/** A tuple as Python prints it. */
export const tuple = (list) => (list.length === 1 ? `(${list[0]},)` : `(${list.join(", ")})`)

/** A shape and operations as an address has them: `3,4/transpose,0,1/`. */
export function coded(shape, steps) {
  const said = steps.map(([name, list]) => [name, typed(list).replaceAll(" ", "")])
  return [shape.join(","), ...said.map((pair) => pair.filter(Boolean).join(",")), ""].join("/")
}

/** What `coded` wrote: a shape and operations; null where it is something else. */
export function decoded(text, known) {
  const [first, ...rest] = text.replace(/\/$/, "").split("/")
  const steps = rest.map((piece) => {
    const [name, ...list] = piece.split(",")
    const told = list.length ? list.join(",") : "()"
    return known.includes(name) ? [name, given(name, told)] : [name, null]
  })
  const shape = numbers(first)
  return shape && steps.every(([, list]) => list) ? { shape, steps } : null
}
