// What the explorers' arithmetic says, held against what PyTorch said: run in a page of Chromium.

import { common, stretched } from "/broadcast.js"
import { path, printed, slope } from "/gradient.js"
import { coded, decoded, python } from "/notation.js"
import { OPERATIONS, follow } from "/operations.js"
import { arange, cells, isContiguous } from "/tensor.js"

const ANSWERS = {
  memory({ shape, steps }) {
    const before = arange(shape)
    const made = follow(before, steps)
    const shares = made.values === before.values
    return {
      shape: made.shape,
      stride: made.stride,
      offset: made.offset,
      contiguous: isContiguous(made),
      shares,
      values: cells(made).map((cell) => made.values[cell]),
      storage: shares ? [] : [...made.values],
    }
  },
  broadcasting({ left, right }) {
    const shape = common(left, right)
    return { shape, strides: [left, right].map((one) => stretched(one, shape).stride) }
  },
  descent({ start, rate, steps }) {
    const found = path(start, rate, steps)
    return { weights: found, slope: slope(found[0]), printed: found.map(printed) }
  },
}

/** Every case whose answer is not PyTorch's, with both answers. */
export function compare(cases) {
  const differ = []
  for (const { kind, question, answer } of cases) {
    let said
    try {
      said = ANSWERS[kind](question)
    } catch (error) {
      if (!error.kind) throw error // No error of PyTorch's, but a fault of the script.
      said = { error: [error.kind, error.message] }
    }
    if (JSON.stringify(said) !== JSON.stringify(answer)) differ.push({ kind, question, answer, said })
  }
  return differ
}

/** How the explorer of memory writes each question as Python, after it went through an address. */
export function written(questions) {
  return questions.map(({ shape, steps }) => {
    const read = decoded(coded(shape, steps), Object.keys(OPERATIONS))
    return read && `first(${JSON.stringify(read.shape)})${read.steps.map(python).join("")}`
  })
}
