import { Readable, Writable } from "node:stream"
import { main } from "../src/main.ts"

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export const collector = () => {
  const chunks: Array<Buffer> = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk)
      done()
    }
  })
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") }
}

/** The command in this process, with streams of its own. */
export const run = async (
  args: ReadonlyArray<string>,
  input: Readable | ReadonlyArray<string | Buffer> = [],
  env: Readonly<Record<string, string>> = {}
): Promise<Ended> => {
  const [out, err] = [collector(), collector()]
  const stdin = input instanceof Readable ? input : Readable.from(input)
  const host = { argv: ["node", "backhand", ...args], env, stdin, stdout: out.stream, stderr: err.stream }
  const code = await main(host)
  return { code, stdout: out.text(), stderr: err.text() }
}

export const linesOf = (text: string): ReadonlyArray<string> => text.split("\n").slice(0, -1)

/** An answer without its words: those are not part of the contract. */
export const wordless = (line: string): string =>
  line.replace(/,"message":"(?:[^"\\]|\\.)+","remedy":"(?:[^"\\]|\\.)+"/, "")
