// Gradient descent on (w - 2)², in PyTorch's own 32-bit numbers.
//
// The arithmetic alone, without a page: `python -m tests.explorers` compares it with PyTorch itself.

const round = Math.fround

/** The loss at a weight. */
export const loss = (weight) => {
  const distance = round(round(weight) - 2)
  return round(distance * distance)
}

/** The loss's slope there: its gradient. */
export const slope = (weight) => round(2 * round(round(weight) - 2))

/** The weight after one step: the old one, less the rate times the slope. */
export const step = (weight, rate) => round(round(weight) - round(round(rate) * slope(weight)))

/** The start, and the weight after each step. */
export function path(start, rate, steps) {
  const found = [round(start)]
  for (let number = 0; number < steps; number++) found.push(step(found.at(-1), rate))
  return found
}

/** A number with four digits after the point, as Python's `f"{number:.4f}"` prints it. */
export function printed(number) {
  if (Number.isNaN(number)) return "nan"
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf"
  if (Math.abs(number) >= 1e21) return BigInt(number) + ".0000"
  const exact = Math.abs(number).toFixed(40) // All that a tie needs, which ends with a 5.
  const tie = /^5(0*)$/.test(exact.slice(exact.indexOf(".") + 5))
  const even = Number(exact[exact.indexOf(".") + 4]) % 2 === 0
  const sign = number < 0 || Object.is(number, -0) ? "-" : ""
  return sign + (tie && even ? exact.slice(0, -36) : Math.abs(number).toFixed(4))
}
