// Check a reader's answers. What was answered stays in this browser, under one key.
{
  const key = "textbook.answers"
  let blocked = false

  // Every answer by its question: {"tensors/storage#row": {"said": "...", "right": false}}
  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(key) ?? "{}")
      return held && typeof held === "object" ? held : {}
    } catch (error) {
      blocked ||= !(error instanceof SyntaxError)
      return {}
    }
  }
  const write = (answers) => {
    try {
      localStorage.setItem(key, JSON.stringify(answers))
    } catch {
      blocked = true
    }
  }
  const plain = (text) => text.trim().replace(/\s+/g, " ")
  // A number as a reader writes it: 4,000,000 and 4_000_000, and with a minus that is no hyphen.
  const number = (text) =>
    Number(text.replace(/^−/, "-").replace(/(?<=\d)[,_](?=\d{3}(?!\d))/g, ""))
  // Digits with commas in the wrong places are an answer too, which is wrong.
  const isNumber = (text) => !isNaN(number(text)) || /^[−+-]?[\d.,_]+$/.test(text)
  // What was typed is what was printed, or the same number: 7 and 7.0.
  const same = (one, other) => one === other || (one !== "" && number(one) === number(other))

  for (const question of document.querySelectorAll(".question")) {
    const [status, button, typed] = [".told", ".md-button", ".typed input"].map((at) =>
      question.querySelector(at),
    )
    const radios = [...question.querySelectorAll("input[type=radio]")]
    const whys = [...question.querySelectorAll(".why")]
    const labels = [...question.querySelectorAll(".choices label, .typed")]

    const find = (said) => whys.find((why) => same(plain(why.dataset.printed), said))
    const show = (said) => {
      const found = find(said)
      const right = found === whys[0]
      const verdict = document.createElement("strong")
      const { right: yes, wrong: no, unknown } = question.dataset
      verdict.textContent = found ? (right ? yes : no) : unknown
      const why = found ? [...found.nextElementSibling.cloneNode(true).childNodes] : []
      status.replaceChildren(verdict, " ", ...why)
      question.dataset.answered = right ? "right" : "wrong"
      for (const label of labels) {
        const answered = typed || label.querySelector(":checked")
        if (answered) label.dataset.answered = question.dataset.answered
        else delete label.dataset.answered
      }
      return right
    }
    // What is no answer is judged neither right nor wrong, and is not kept.
    const ask = (what) => {
      status.textContent = what
      for (const one of [question, ...labels]) delete one.dataset.answered
    }
    const check = () => {
      const chosen = radios.find((radio) => radio.checked)
      const said = typed ? plain(typed.value) : chosen && plain(whys[chosen.value].dataset.printed)
      if (!said) return ask(question.dataset.missing)
      const counted = typed && isNumber(plain(whys[0].dataset.printed))
      if (counted && !isNumber(said) && !find(said)) return ask(question.dataset.number)
      const right = show(said)
      write({ ...read(), [question.dataset.question]: { said, right } })
    }
    button.addEventListener("click", check)
    button.disabled = false // Pressed before, it would have done nothing.
    question.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) check()
    })

    const { said } = read()[question.dataset.question] ?? {}
    if (typeof said !== "string") continue
    if (!typed && !find(said)) continue // No choice any more: the book has changed since.
    if (typed) typed.value = said
    for (const radio of radios) radio.checked = plain(whys[radio.value].dataset.printed) === said
    show(said)
  }

  for (const list of document.querySelectorAll(".questions")) {
    const [status, button] = [list.querySelector("[role=status]"), list.querySelector(".md-button")]
    const draw = () => {
      const answers = read()
      const wrong = Object.keys(answers).filter((name) => answers[name]?.right === false)
      const links = [...list.querySelectorAll("li li a")]
      for (const link of links) {
        const name = Object.keys(answers).find((one) => link.href.endsWith(one.replace("#", "/#")))
        link.closest("li").hidden = !blocked && !wrong.includes(name)
      }
      for (const chapter of list.querySelectorAll(":scope > ul > li")) {
        chapter.hidden = !chapter.querySelector("li:not([hidden])")
      }
      const some = links.some((link) => !link.closest("li").hidden)
      list.querySelector(":scope > ul").hidden = !some
      const { blocked: no, some: found, none } = list.dataset
      status.textContent = blocked ? no : some ? found : none
      button.hidden = blocked || !Object.keys(answers).length
    }
    button.addEventListener("click", () => {
      write({})
      draw()
      status.tabIndex = -1
      status.focus()
    })
    draw()
    addEventListener("storage", draw) // Answered in another tab.
    addEventListener("pageshow", draw) // Come back to, as it was left.
    list.dataset.drawn = ""
  }
}
