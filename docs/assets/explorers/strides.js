// Which strides PyTorch gives: to a tensor read in another shape, and to a copy.

import { dense, product } from "./tensor.js"

const same = (left, right) => left.length === right.length && left.every((n, i) => n === right[i])

/** Strides that read the same elements in the same order in a new shape; null if there are none. */
export function restride({ shape, stride }, wanted) {
  const elements = product(shape)
  if (elements === 0) return same(shape, wanted) ? stride : dense(wanted)
  const made = wanted.map(() => 1)
  let at = wanted.length - 1
  let base = stride.at(-1) ?? 1
  let [old, fresh] = [1, 1]
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    old *= shape[dim]
    // Dimensions that can be read as one are taken together before they are cut anew.
    const joins = dim > 0 && (shape[dim - 1] === 1 || stride[dim - 1] === old * base)
    if (joins) continue
    while (at >= 0 && (fresh < old || wanted[at] === 1)) {
      made[at] = fresh * base
      fresh *= wanted[at--]
    }
    if (fresh !== old) return null
    if (dim > 0) base = stride[dim - 1]
    old = fresh = 1
  }
  return at >= 0 && shape.length > 0 ? null : made
}

/** Whether every cell between the first and the last holds exactly one element. */
function fillsItsCells({ shape, stride }) {
  if (product(shape) === 0) return true
  const dims = shape.map((_, dim) => dim).filter((dim) => shape[dim] > 1)
  dims.sort((left, right) => stride[left] - stride[right])
  let expected = 1
  return dims.every((dim) => {
    const fits = stride[dim] === expected
    expected *= shape[dim]
    return fits
  })
}

/** The strides of a new tensor that keeps another's order in memory, as `torch.empty_like` does. */
export function alike({ shape, stride }) {
  if (fillsItsCells({ shape, stride })) return stride
  const order = shape.map((_, dim) => dim).reverse()
  const compare = (left, right) => {
    if (stride[left] === 0 || stride[right] === 0) return 0 // Nothing can be told from it.
    return stride[left] - stride[right] || Math.max(0, shape[left] - shape[right])
  }
  // PyTorch's own insertion sort: it passes over pairs that compare as equal.
  for (let start = 1; start < order.length; start++) {
    let moving = start
    for (let other = start - 1; other >= 0; other--) {
      const told = compare(order[other], order[moving])
      if (told < 0) break
      if (told > 0) {
        ;[order[other], order[moving]] = [order[moving], order[other]]
        moving = other
      }
    }
  }
  const made = shape.map(() => 1)
  let step = 1
  for (const dim of order) {
    made[dim] = step
    step *= Math.max(shape[dim], 1)
  }
  return made
}
