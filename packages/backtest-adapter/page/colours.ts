const names = ["paper", "ink", "muted", "rule", "accent", "gain", "loss"] as const

/** The colours of the style sheet as the reader sees them now, light or dark, for what draws on a canvas. */
export const colours = (): Readonly<Record<(typeof names)[number], string>> => {
  const probe = document.createElement("span")
  document.body.append(probe)
  const read = names.map((name) => {
    probe.style.color = `var(--${name})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(read)
}

/** The same colour, letting through what is behind it. */
export const faint = (colour: string, opacity: number): string =>
  colour.replace(/^rgb\(/, "rgba(").replace(/\)$/, `, ${opacity})`)

/** Calls back whenever the colours may have changed. */
export const onColours = (changed: () => void): void => {
  document.addEventListener("themechange", changed)
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed)
}
