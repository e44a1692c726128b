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
