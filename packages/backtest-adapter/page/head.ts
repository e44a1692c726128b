const schemes = ["auto", "light", "dark"] as const

/** Lets the reader choose between light, dark and what the system says. Nothing is stored. */
export const switchTheme = (): void => {
  const button = document.querySelector<HTMLButtonElement>("#theme")
  if (button === null) return
  let chosen = 0
  button.hidden = false
  button.addEventListener("click", () => {
    chosen = (chosen + 1) % schemes.length
    const scheme = schemes[chosen] ?? "auto"
    document.documentElement.dataset["theme"] = scheme
    button.textContent = `Theme: ${scheme}`
    document.dispatchEvent(new Event("themechange"))
  })
}

/** Escape hides an explanation that the keyboard has opened. */
export const hideOnEscape = (): void =>
  document.addEventListener("keydown", ({ key }) => {
    const open = document.activeElement
    if (key === "Escape" && open instanceof HTMLElement && open.classList.contains("word")) open.blur()
  })

/** Lets the reader copy the command, where the browser allows it. */
export const offerCopy = (): void => {
  const button = document.querySelector<HTMLButtonElement>("#copy")
  const command = document.querySelector(".command code")?.textContent
  if (button === null || command === undefined || !("clipboard" in navigator)) return
  button.hidden = false
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(command).then(() => (button.textContent = "Copied"))
  })
}
