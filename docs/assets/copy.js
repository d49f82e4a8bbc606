// The page as Markdown, straight to the clipboard: a server may send the file as another charset.
document.querySelector("[data-copied]")?.addEventListener("click", async (event) => {
  event.preventDefault()
  const link = event.currentTarget
  try {
    const text = await (await fetch(link.href)).text()
    await navigator.clipboard.writeText(text.replace(/^<!--pytest-codeblocks.*-->\n\n?/gm, ""))
  } catch {
    location.href = link.href // Where a browser gives no clipboard, the file itself.
    return
  }
  const said = link.querySelector(".scripted")
  const before = said.textContent
  said.setAttribute("role", "status")
  said.textContent = link.dataset.copied
  setTimeout(() => (said.textContent = before), 2000)
})
