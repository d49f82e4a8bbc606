// What PyTorch's operations do to a tensor: a new shape, strides and offset over the same storage, a
// copy, or an error in PyTorch's own words.
//
// The arithmetic alone, without a page: `python -m tests.explorers` compares it with PyTorch itself.

import { alike, restride } from "./strides.js"
import { cellOf, dense, indices, isContiguous, product } from "./tensor.js"

/** What PyTorch raises: `kind` is Python's name of the error. */
export class TorchError extends Error {
  constructor(kind, message) {
    super(message)
    this.kind = kind
  }
}

const list = (sizes) => `[${sizes.join(", ")}]`

/** A dimension counted from the front; `places` is how many there are to choose from. */
function wrap(dim, places) {
  const least = Math.max(places, 1) // A tensor without dimensions takes 0 and -1.
  if (dim < -least || dim >= least) {
    const range = `[${-least}, ${least - 1}]`
    const told = `(expected to be in range of ${range}, but got ${dim})`
    throw new TorchError("IndexError", `Dimension out of range ${told}`)
  }
  return dim < 0 ? dim + least : dim
}

/** Another tensor over the same storage. */
const over = (tensor, shape, stride, offset = tensor.offset) => ({
  shape,
  stride,
  offset,
  values: tensor.values,
})

/** A tensor with a storage of its own: the element at `index` is the one at `from(index)`. */
function copied(tensor, stride, from = (index) => index) {
  const made = { shape: tensor.shape, stride, offset: 0, values: [] }
  for (const index of indices(tensor.shape)) {
    made.values[cellOf(made, index)] = tensor.values[cellOf(tensor, from(index))]
  }
  return made
}

/** The asked shape with its -1 worked out. */
function inferred(shape, elements) {
  let known = 1
  let open = -1
  shape.forEach((size, dim) => {
    if (size === -1) {
      if (open >= 0) throw new TorchError("RuntimeError", "only one dimension can be inferred")
      open = dim
    } else if (size < 0) {
      const told = `invalid shape dimension ${size} at index ${dim} of shape ${list(shape)}`
      throw new TorchError("RuntimeError", told)
    } else {
      known *= size
    }
  })
  if (elements !== known && !(open >= 0 && known > 0 && elements % known === 0)) {
    const told = `shape '${list(shape)}' is invalid for input of size ${elements}`
    throw new TorchError("RuntimeError", told)
  }
  if (open < 0) return shape
  if (known === 0) {
    const told =
      `cannot reshape tensor of 0 elements into shape ${list(shape)} because the unspecified ` +
      "dimension size -1 can be any value and is ambiguous"
    throw new TorchError("RuntimeError", told)
  }
  return shape.map((size) => (size === -1 ? elements / known : size))
}

function transpose(tensor, [first, second]) {
  const places = tensor.shape.length
  const [one, two] = [wrap(first, places), wrap(second, places)]
  const swap = (numbers) => {
    const made = [...numbers]
    if (places) [made[one], made[two]] = [made[two], made[one]]
    return made
  }
  return over(tensor, swap(tensor.shape), swap(tensor.stride))
}

function permute(tensor, dims) {
  const places = tensor.shape.length
  if (dims.length !== places) {
    const told =
      "permute(sparse_coo): number of dimensions in the tensor input does not match the length " +
      `of the desired ordering of dimensions i.e. input.dim() = ${places} is not equal to ` +
      `len(dims) = ${dims.length}`
    throw new TorchError("RuntimeError", told)
  }
  const order = []
  for (const asked of dims) {
    const dim = wrap(asked, places)
    if (order.includes(dim)) {
      throw new TorchError("RuntimeError", "permute(): duplicate dims are not allowed.")
    }
    order.push(dim)
  }
  const sort = (numbers) => order.map((dim) => numbers[dim])
  return over(tensor, sort(tensor.shape), sort(tensor.stride))
}

/** One place of a dimension; an error names the dimension as `asked`. */
function select(tensor, dim, number, asked) {
  const size = tensor.shape[dim]
  if (number < -size || number >= size) {
    const told = `index ${number} is out of bounds for dimension ${asked} with size ${size}`
    throw new TorchError("IndexError", told)
  }
  const cell = tensor.offset + (number < 0 ? number + size : number) * tensor.stride[dim]
  const rest = (numbers) => numbers.filter((_, place) => place !== dim)
  return over(tensor, rest(tensor.shape), rest(tensor.stride), cell)
}

function checkStep(step) {
  if (step === 0) throw new TorchError("ValueError", "slice step cannot be zero")
  if (step < 0) throw new TorchError("ValueError", "step must be greater than zero")
}

function slice(tensor, dim, { start, stop, step }) {
  checkStep(step)
  if (start === null && stop === null && (step ?? 1) === 1) return tensor
  const size = tensor.shape[dim]
  const clamp = (place, least) => Math.min(Math.max(place < 0 ? place + size : place, least), size)
  const first = clamp(start ?? 0, 0)
  const length = Math.ceil((clamp(stop ?? size, first) - first) / (step ?? 1))
  const put = (numbers, value) => numbers.map((old, place) => (place === dim ? value(old) : old))
  return over(
    tensor,
    put(tensor.shape, () => length),
    put(tensor.stride, (stride) => stride * (step ?? 1)),
    tensor.offset + first * tensor.stride[dim],
  )
}

/** Why an item cannot be taken from a tensor without dimensions. */
function ofNothing(item) {
  if (typeof item !== "number") return "slice() cannot be applied to a 0-dim tensor."
  if (item !== 0) return `index ${item} is out of bounds for dimension 0 with size 0`
  return (
    "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in " +
    "C++ to convert a 0-dim tensor to a number"
  )
}

/** `tensor[...]`: each item is a number or a slice, { start, stop, step }, as in Python. */
function index(tensor, items) {
  const places = tensor.shape.length
  if (places === 0 && items.length === 1) {
    checkStep(items[0].step)
    throw new TorchError("IndexError", ofNothing(items[0]))
  }
  if (items.length > places) {
    throw new TorchError("IndexError", `too many indices for tensor of dimension ${places}`)
  }
  let made = tensor
  let dim = 0 // A number removes its dimension; an error still counts it, as it was asked.
  items.forEach((item, asked) => {
    const one = typeof item === "number"
    made = one ? select(made, dim, item, asked) : slice(made, dim++, item)
  })
  return made
}

function view(tensor, asked) {
  const shape = inferred(asked, product(tensor.shape))
  const stride = restride(tensor, shape)
  if (stride) return over(tensor, shape, stride)
  const told =
    "view size is not compatible with input tensor's size and stride (at least one dimension " +
    "spans across two contiguous subspaces). Use .reshape(...) instead."
  throw new TorchError("RuntimeError", told)
}

function reshape(tensor, asked) {
  const shape = inferred(asked, product(tensor.shape))
  const stride = restride(tensor, shape)
  if (stride) return over(tensor, shape, stride)
  return { ...copied(tensor, dense(tensor.shape)), shape, stride: dense(shape) }
}

function squeeze(tensor, [asked]) {
  const places = tensor.shape.length
  const dim = asked === undefined ? undefined : wrap(asked, places)
  const stays = (place) => tensor.shape[place] !== 1 || (dim !== undefined && place !== dim)
  const keep = (numbers) => numbers.filter((_, place) => stays(place))
  return over(tensor, keep(tensor.shape), keep(tensor.stride))
}

function unsqueeze(tensor, [asked]) {
  const dim = wrap(asked, tensor.shape.length + 1)
  const step = dim < tensor.shape.length ? tensor.shape[dim] * tensor.stride[dim] : 1
  return over(tensor, tensor.shape.toSpliced(dim, 0, 1), tensor.stride.toSpliced(dim, 0, step))
}

/** Whether PyTorch fails to count a shape's elements: to it, a negative size is a huge one. */
function overflows(shape) {
  let total = 1n
  for (const size of shape) {
    total *= BigInt.asUintN(64, BigInt(size))
    if (total >= 2n ** 64n) return true
  }
  return total >= 2n ** 63n
}

function expand(tensor, sizes) {
  const places = tensor.shape.length
  const lead = sizes.length - places
  if (lead < 0) {
    const told =
      `expand(torch.LongTensor{${list(tensor.shape)}}, size=${list(sizes)}): the number of sizes ` +
      `provided (${sizes.length}) must be greater or equal to the number of dimensions in the ` +
      `tensor (${places})`
    throw new TorchError("RuntimeError", told)
  }
  const shape = []
  const stride = []
  // From the last dimension on: where several are wrong, PyTorch names the last.
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    const [asked, has] = [sizes[dim], dim < lead ? 1 : tensor.shape[dim - lead]]
    if (asked === -1 && dim < lead && places > 0) {
      const told = `isn't allowed in a leading, non-existing dimension ${dim}`
      throw new TorchError("RuntimeError", `The expanded size of the tensor (-1) ${told}`)
    }
    const size = asked === -1 && dim >= lead ? has : asked
    if (size !== has && has !== 1) {
      const told =
        `The expanded size of the tensor (${size}) must match the existing size (${has}) at ` +
        `non-singleton dimension ${dim}.  Target sizes: ${list(sizes)}.  Tensor sizes: ` +
        list(tensor.shape)
      throw new TorchError("RuntimeError", told)
    }
    shape[dim] = size
    const before = places > 0 ? shape[dim + 1] * stride[dim + 1] : 0
    const own = dim < lead ? before : tensor.stride[dim - lead]
    stride[dim] = size === has ? own : 0
  }
  if (overflows(shape)) {
    throw new TorchError("RuntimeError", "numel: integer multiplication overflow")
  }
  return over(tensor, shape, stride)
}

function flip(tensor, asked) {
  const dims = new Set()
  for (const one of asked) {
    const dim = wrap(one, tensor.shape.length)
    if (dims.has(dim)) {
      const told = `dim ${dim} appears multiple times in the list of dims`
      throw new TorchError("RuntimeError", told)
    }
    dims.add(dim)
  }
  const turn = (number, dim) => (dims.has(dim) ? tensor.shape[dim] - 1 - number : number)
  return copied(tensor, alike(tensor), (place) => place.map(turn))
}

function contiguous(tensor) {
  return isContiguous(tensor) ? tensor : copied(tensor, dense(tensor.shape))
}

/** What a reader can do with a tensor; each takes the tensor and a list of arguments. */
export const OPERATIONS = {
  index,
  transpose,
  permute,
  view,
  reshape,
  squeeze,
  unsqueeze,
  expand,
  flip,
  contiguous,
}

/** `steps`, each [name, arguments], one after another. */
export function follow(tensor, steps) {
  return steps.reduce((made, [name, given]) => OPERATIONS[name](made, given), tensor)
}
