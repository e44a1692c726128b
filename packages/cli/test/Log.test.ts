import type { ReversalEvent } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { paintFor } from "../src/terminal/Paint.ts"
import * as Log from "../src/run/Log.ts"
import { collector } from "./host.ts"

const hostOf = (isTTY: boolean, env: Readonly<Record<string, string>> = {}) => {
  const { stream, text } = collector()
  return {
    text,
    host: { argv: [], env, stdin: process.stdin, stdout: stream, stderr: Object.assign(stream, { isTTY }) }
  }
}

describe("the log of a run", () => {
  it("is text from a level on, or JSON lines with fields", () => {
    const plain = hostOf(false)
    const log = Log.make(plain.host, "warn", false, () => 1_690_000_000_000.7)
    log("info", "not this")
    log("warn", "this", { symbol: "ETHUSDT" })
    assert.strictEqual(plain.text(), "2023-07-22T04:26:40.000Z warn  this\n")
    const json = hostOf(true)
    Log.make(json.host, "debug", true, () => 5)("error", "that", { symbol: "ETHUSDT" })
    assert.strictEqual(json.text(), '{"at":5,"level":"error","text":"that","symbol":"ETHUSDT"}\n')
    const none = hostOf(false)
    Log.make(none.host, "none", false, () => 5)("error", "never")
    assert.strictEqual(none.text(), "")
  })

  it("is coloured in a terminal whose user wants colours", () => {
    const colours = (host: ReturnType<typeof hostOf>["host"]) => paintFor(host, "stderr").red("x") !== "x"
    assert.isTrue(colours(hostOf(true).host))
    assert.isTrue(colours(hostOf(true, { NO_COLOR: "" }).host))
    assert.isFalse(colours(hostOf(true, { NO_COLOR: "1" }).host))
    assert.isFalse(colours(hostOf(true, { TERM: "dumb" }).host))
    assert.isFalse(colours(hostOf(false).host))
    const terminal = hostOf(true)
    Log.make(terminal.host, "debug", false, () => 0)("warn", "look")
    assert.include(terminal.text(), "\u001B[33mwarn \u001B[39m look")
  })

  const signal = { symbol: "ETHUSDT", side: "short", at: 0 } as const
  const of = { at: 0, symbol: "ETHUSDT", clientOid: "c1", order: "reversal" } as const
  const why = { message: "why", remedy: "what" } as const
  const position = { mode: "one-way", net: null } as const
  const lines: ReadonlyArray<readonly [ReversalEvent.ReversalEvent, string]> = [
    [{ ...of, event: "halted", reason: "clock", ...why }, "error ETHUSDT is halted: why. To do: what."],
    [
      { ...of, event: "mismatch", predicted: position, observed: position },
      "error ETHUSDT holds another position than predicted; look at it at the exchange"
    ],
    [
      { ...of, event: "refused", signal, reason: "venue", code: "40762", retry: "never", ...why },
      "warn ETHUSDT: refused (40762): why. To do: what."
    ],
    [
      { ...of, event: "refused", signal, reason: "plan", code: null, retry: "never", ...why },
      "warn ETHUSDT: refused (plan): why. To do: what."
    ],
    [
      { ...of, event: "unknown", code: null, deadAtMs: 1 },
      "warn ETHUSDT: no certain answer for c1; it is looked up, never sent again"
    ],
    [
      { ...of, event: "throttled", pausedUntilMs: 0 },
      "warn ETHUSDT: too many requests for the exchange; pausing until 1970-01-01T00:00:00.000Z"
    ],
    [{ ...of, event: "expired", signal, ageMs: 9 }, "warn ETHUSDT: a signal to be short was 9 ms old and was dropped"],
    [
      { ...of, event: "settled", settlement: "reversed", closed: "1", opened: "1", position },
      "info ETHUSDT: reversed, closed 1, opened 1 (c1)"
    ],
    [
      { ...of, event: "settled", settlement: "closed-only", closed: "1", opened: "0", position },
      "warn ETHUSDT: closed-only, closed 1, opened 0 (c1)"
    ],
    [{ ...of, event: "recovered" }, "info ETHUSDT: settling c1 of an earlier run before anything new"],
    [{ ...of, event: "resumed" }, "info ETHUSDT goes on"],
    [
      { ...of, event: "sent", signal, attempt: 1, to: "short", closes: "1", opens: "1" },
      "info ETHUSDT: sent c1: closes 1, opens 1 short"
    ],
    [{ ...of, event: "accepted", orderId: null }, "debug ETHUSDT: accepted c1"],
    [{ ...of, event: "held", signal, reason: "agrees" }, "debug ETHUSDT: held, already there"],
    [{ ...of, event: "held", signal, reason: "flat" }, "debug ETHUSDT: held, nothing to reverse"],
    [
      { ...of, event: "superseded", signal, by: signal },
      "debug ETHUSDT: a newer signal took the place of a waiting one"
    ]
  ]
  for (const [event, line] of lines)
    it(`says ${event.event} in words: ${line}`, () => assert.strictEqual(Log.ofEvent(event).join(" "), line))
})
