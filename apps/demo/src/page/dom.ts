/** Makes elements. Text only ever goes in as text. */

type Child = Node | string

type Attributes = Readonly<Record<string, string | boolean>>

/** An element with attributes and children; a false attribute is left out. */
export const el = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: ReadonlyArray<Child>
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(key, value === true ? "" : value)
  element.append(...children)
  return element
}

const svgSpace = "http://www.w3.org/2000/svg"

/** An element of a drawing. */
export const svg = (name: string, attributes: Attributes = {}, ...children: ReadonlyArray<Node>): SVGElement => {
  const element = document.createElementNS(svgSpace, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}

/** Sets text where it differs, so that nothing is announced or drawn again without need. */
export const setText = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text
}

/** Sets an attribute where it differs. */
export const setAttribute = (element: Element, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** A panel with a heading, and a sentence that says what it shows. */
export const panel = (id: string, title: string, about: string, ...children: ReadonlyArray<Child>): HTMLElement =>
  el(
    "section",
    { class: "panel", id, "aria-labelledby": `${id}-title` },
    el("h2", { id: `${id}-title` }, title),
    ...(about === "" ? [] : [el("p", { class: "about" }, about)]),
    ...children
  )

const whole = new Intl.NumberFormat("en")
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const signed = new Intl.NumberFormat("en", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: "exceptZero"
})

export const inWhole = (value: number): string => whole.format(value)
export const inMoney = (value: number): string => money.format(value)
export const inProfit = (value: number): string => signed.format(value)
