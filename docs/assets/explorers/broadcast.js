// Broadcasting, as PyTorch does it: two shapes in, their common shape out, or what it says instead.
//
// The arithmetic alone, without a page: `python -m tests.explorers` compares it with PyTorch itself.

import { TorchError, follow } from "./operations.js"
import { arange } from "./tensor.js"

/** The two sizes that meet in each dimension of the result, the first dimension first.
 *
 * A tensor that has no such dimension gives undefined. `fits` says whether they can meet.
 */
export function meetings(left, right) {
  const dims = Math.max(left.length, right.length)
  return Array.from({ length: dims }, (_, dim) => {
    const [one, two] = [left, right].map((shape) => shape[dim - dims + shape.length])
    const fits = (one ?? 1) === (two ?? 1) || (one ?? 1) === 1 || (two ?? 1) === 1
    return { one, two, fits, size: (one ?? 1) === 1 ? two ?? 1 : one }
  })
}

/** The shape of `a + b`. Throws what PyTorch raises where there is none. */
export function common(left, right) {
  const met = meetings(left, right)
  const dim = met.findLastIndex(({ fits }) => !fits)
  if (dim >= 0) {
    const { one, two } = met[dim]
    const told = `The size of tensor a (${one}) must match the size of tensor b (${two})`
    throw new TorchError("RuntimeError", `${told} at non-singleton dimension ${dim}`)
  }
  return met.map(({ size }) => size)
}

/** A tensor of one shape as it is read in the other's place: stretched, but never copied. */
export const stretched = (shape, to) => follow(arange(shape), [["expand", to]])
