// The vectors as they should be on disk: cases of this folder, answers of the oracle.
import { knownCodes } from "../oracle/codes.ts"
import { answerAll, type Form } from "../oracle/oracle.ts"
import { codesLines, reversalLines, signLines } from "./cases.ts"

export const forms: ReadonlyArray<Form> = ["reversal", "codes", "sign"]

const linesOf = (form: Form): ReadonlyArray<string> =>
  form === "reversal" ? reversalLines : form === "codes" ? codesLines(knownCodes) : signLines

export const file = (form: Form, end: "in" | "out"): URL =>
  new URL(`../../conformance/${form}.${end}.jsonl`, import.meta.url)

const text = (lines: ReadonlyArray<string>): string => lines.map((line) => `${line}\n`).join("")

export const vectors = (form: Form): { readonly input: string; readonly output: string } => {
  const lines = linesOf(form)
  return { input: text(lines), output: text(answerAll(form, lines)) }
}
