// A whole stream answered by the second opinion. Of an error only the tag is given: words are not part of the contract.
import { code } from "./codes.ts"
import { isHeld, isObject, parse, Written } from "./numbers.ts"
import { reversal } from "./reversal.ts"
import { sign } from "./sign.ts"

export type Form = "reversal" | "codes" | "sign"

const badLine = '{"id":null,"ok":false,"error":{"tag":"BadLine"}}'

/** Ordinary JSON again, but for numbers that a double does not hold: those stay text. */
const ordinary = (text: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(text, (_key: string, item: unknown, context?: { source?: string }) =>
    typeof item === "number" && !isHeld(new Written(context?.source ?? "")) ? context?.source : item
  )
  return isObject(value) ? value : {}
}

const idOf = (id: unknown): string | undefined => {
  if (id === undefined || id === null) return "null"
  if (id instanceof Written) return isHeld(id) ? JSON.stringify(Number(id.text)) : id.text
  return typeof id === "string" ? JSON.stringify(id) : undefined
}

export const answerLine = (form: Form, text: string): string => {
  let line: unknown
  try {
    line = parse(text)
  } catch {
    return badLine
  }
  const id = isObject(line) ? idOf(line["id"]) : undefined
  if (!isObject(line) || id === undefined) return badLine
  const reply = form === "reversal" ? reversal(line) : form === "codes" ? code(ordinary(text)) : sign(ordinary(text))
  return `{"id":${id},${JSON.stringify(reply).slice(1)}`
}

export const answerAll = (form: Form, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.filter((line) => line.trim() !== "").map((line) => answerLine(form, line))
