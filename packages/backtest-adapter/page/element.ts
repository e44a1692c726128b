/** The element of an id; a page without it was not made by this package. */
export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no element ${id}`)
  return found
}

/** A new element with text, which is never read as markup, and attributes. */
export const element = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
