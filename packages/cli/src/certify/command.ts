/**
 * `backhand certify`: feeds a recording back through the engine.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { send } from "../Host.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const certify = define({
  name: "certify",
  usage: "backhand certify FILE [--json]",
  about: [
    "Feeds a recording of backhand run --record back through the engine and compares every decision byte for byte. Same",
    "facts at the same times, same commands: 0 and a summary where that holds, 1 and the first difference where it does",
    "not, 2 where the file is no recording."
  ],
  operands: ["FILE"],
  options: { json: { summary: "writes the result as one line of JSON" } },
  examples: [
    {
      about: "Certifies a run:",
      args: ["certify", "run.jsonl"],
      output: ["run.jsonl: the same: 1 run, … steps, 1 order, every command as recorded"]
    },
    {
      about: "Certifies it for another program:",
      args: ["certify", "run.jsonl", "--json"],
      output: ['{"file":"run.jsonl","same":true,"runs":1,"steps":…,"orders":1}']
    }
  ],
  run: async ({ json }, [file = ""], host) => {
    const { certifyFile, describe } = await import("./certifyFile.ts")
    const found = await certifyFile(file)
    await send(host.stdout, `${json === true ? JSON.stringify({ file, ...found }) : describe(file, found)}\n`)
    return found.same ? 0 : 1
  }
})
