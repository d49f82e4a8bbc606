// Tensors as PyTorch lays them over a storage: shape, strides, offset.
//
// A tensor is { shape, stride, offset, values }; `values` is its storage, and two tensors share
// memory if it is the same array.

/** How many elements a shape has. */
export const product = (sizes) => sizes.reduce((left, right) => left * right, 1)

/** `torch.arange(n).view(shape)`. */
export function arange(shape) {
  const values = Array.from({ length: product(shape) }, (_, number) => number)
  return { shape, stride: dense(shape), offset: 0, values }
}

/** The strides of a tensor of this shape that lies in memory row by row. */
export function dense(shape) {
  const stride = shape.map(() => 1)
  for (let dim = shape.length - 2; dim >= 0; dim--) {
    stride[dim] = stride[dim + 1] * Math.max(shape[dim + 1], 1)
  }
  return stride
}

/** Whether reading along the rows passes through the storage cell by cell. */
export function isContiguous({ shape, stride }) {
  if (product(shape) === 0) return true
  let expected = 1
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    if (shape[dim] === 1) continue // There is no next element, so its stride says nothing.
    if (stride[dim] !== expected) return false
    expected *= shape[dim]
  }
  return true
}

/** Every index of a tensor of this shape, the last dimension fastest. */
export function* indices(shape) {
  if (product(shape) === 0) return
  const index = shape.map(() => 0)
  while (true) {
    yield [...index]
    let dim = shape.length - 1
    while (dim >= 0 && ++index[dim] === shape[dim]) index[dim--] = 0
    if (dim < 0) return
  }
}

/** The cell of the storage in which the element at an index lies. */
export function cellOf({ offset, stride }, index) {
  return index.reduce((cell, number, dim) => cell + number * stride[dim], offset)
}

/** The cells of all elements, in the order in which the tensor is read. */
export const cells = (tensor) => [...indices(tensor.shape)].map((index) => cellOf(tensor, index))

