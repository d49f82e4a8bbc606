// The page as Markdown, straight to the clipboard: a server may send the file as another charset.
{
  const link = document.querySelector("[data-copied]")
  const said = link?.querySelector(".scripted")
  const before = said?.textContent
  let back
  link?.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return // Another tab is asked for.
    event.preventDefault()
    try {
      const answer = await fetch(link.href)
      if (!answer.ok) throw new Error(answer.statusText)
      const text = await answer.text()
      await navigator.clipboard.writeText(text.replace(/^<!--pytest-codeblocks.*-->\n\n?/gm, ""))
    } catch {
      location.href = link.href // Without a clipboard, or that file: the file itself, or why not.
      return
    }
    said.setAttribute("role", "status")
    said.textContent = link.dataset.copied
    clearTimeout(back) // Pressed twice.
    back = setTimeout(() => (said.textContent = before), 2000)
  })
}
