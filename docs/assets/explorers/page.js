// What the explorers share on a page: elements, fields, sentences.

const SVG = "http://www.w3.org/2000/svg"

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

/** An element of HTML. An attribute that is null is left out. */
export const element = (tag, attributes = {}, ...children) =>
  filled(document.createElement(tag), attributes, children)

/** An element of SVG. */
export const drawn = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, tag), attributes, children)

/** A field with its label. */
export function field(label, input) {
  return element("label", {}, element("span", {}, label), input)
}

/** A button that does something. */
export function button(label, pressed, type = "button") {
  const made = element("button", { type, class: "md-button" }, label)
  if (pressed) made.addEventListener("click", pressed)
  return made
}

/** Say that boxes are new which may be too wide: the page has such ones scroll (book.js). */
export const grown = (place) => place.dispatchEvent(new CustomEvent("grown", { bubbles: true }))

/** A sentence with its facts: `{name}` stands for the fact of that name. */
export const say = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name])
