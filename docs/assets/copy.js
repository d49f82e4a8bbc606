// The page as Markdown, straight to the clipboard: a server may send the file as another charset.
{
  const link = document.querySelector("[data-copied]")
  const said = link?.querySelector(".scripted")
  const before = said?.textContent
  let back
  link?.addEventListener("click", async (event) => {
    event.preventDefault()
    try {
      const text = await (await fetch(link.href)).text()
      await navigator.clipboard.writeText(text.replace(/^<!--pytest-codeblocks.*-->\n\n?/gm, ""))
    } catch {
      location.href = link.href // Where a browser gives no clipboard, the file itself.
      return
    }
    said.setAttribute("role", "status")
    said.textContent = link.dataset.copied
    clearTimeout(back) // Pressed twice.
    back = setTimeout(() => (said.textContent = before), 2000)
  })
}
