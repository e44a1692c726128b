/**
 * The loop of `conform`: lines in, one answer a line out, in order, at the pace of both ends.
 *
 * @module
 * @since 0.1.0
 */
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"
import { type Host, input, send } from "../Host.ts"
import * as Line from "./Line.ts"
import * as Lines from "./Lines.ts"
import * as Reply from "./Reply.ts"

/**
 * Answers the fields of one line.
 *
 * @since 0.1.0
 */
export type Answerer = (fields: Line.Fields) => Reply.Reply

const write = (id: string, reply: Reply.Reply): string => `{"id":${id},${JSON.stringify(reply).slice(1)}\n`

const bad = (line: number, problem: string): string =>
  write(
    "null",
    Reply.failed("BadLine", `line ${line}: ${problem}`, "write one JSON object a line, in UTF-8, ended by a line feed")
  )

const answer = (answerer: Answerer, number: number, text: string): string => {
  const line = Line.read(number === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text)
  return "problem" in line ? bad(number, line.problem) : write(line.id, answerer(line.fields))
}

/**
 * Answers every chunk of standard input before the next is read, so that an answer never waits for more input. Lines of
 * nothing but blanks are counted and skipped; a bad one is answered and does not end the run. Ends with the input, or
 * when the reader of the answers has gone.
 *
 * Errors: `CommandError` with exit code 2 where standard input cannot be read.
 *
 * @since 0.1.0
 */
export const answerLines = async (host: Host, answerer: Answerer): Promise<void> => {
  let answers = ""
  let count = 0
  const lines = Lines.reader({
    line: (text) => {
      count += 1
      if (text.startsWith("{") || text.trim() !== "") answers += answer(answerer, count, text)
    },
    bad: (problem) => {
      count += 1
      answers += bad(count, problem)
    }
  })
  const flush = async (): Promise<boolean> => {
    const text = answers
    answers = ""
    return text === "" || send(host.stdout, text)
  }
  for await (const chunk of chunksOf(input(host))) {
    lines.push(chunk)
    if (!(await flush())) return
  }
  lines.end()
  await flush()
}

async function* chunksOf(stdin: Host["stdin"]): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stdin) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
  } catch (error) {
    throw new CommandError(2, `standard input cannot be read: ${reasonOf(error)}`, "expected: JSON lines, see --help")
  }
}
