/**
 * HTML that cannot be broken by what is put into it.
 *
 * @module
 * @since 0.1.0
 */

/** Markup that is safe to stand in a page as it is. */
export interface Html {
  readonly markup: string
}

/** What may stand between the parts of a template: text is escaped, markup is kept, nothing is nothing. */
export type Content = Html | string | number | undefined | ReadonlyArray<Html>

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/** Text as it may stand in an element or between the quotes of an attribute. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "")

const markupOf = (content: Content): string => {
  if (content === undefined) return ""
  if (typeof content === "object") return "markup" in content ? content.markup : content.map(markupOf).join("")
  return escaped(String(content))
}

/** Makes markup of a template. Whatever is put in is escaped, unless it was made by this function itself. */
export const html = (parts: TemplateStringsArray, ...contents: ReadonlyArray<Content>): Html => ({
  markup: parts.map((part, index) => part + markupOf(contents[index])).join("")
})

/** Markup from a trusted source, kept as it is. */
export const trusted = (markup: string): Html => ({ markup })
