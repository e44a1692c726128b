import type { ReversalEvent } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { paintFor } from "../src/terminal/Paint.ts"
import * as Log from "../src/run/Log.ts"
import { events } from "./events.ts"
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

  const lines: ReadonlyArray<readonly [ReversalEvent.ReversalEvent, string]> = [
    [events.halted, "error ETHUSDT is halted: why. To do: what."],
    [events.mismatch, "warn ETHUSDT: c1, executed whole and alone, would have left another position"],
    [
      { ...events.mismatch, clientOid: null },
      "error ETHUSDT: the position changed without an order of this run; look at it at the exchange"
    ],
    [events.refused, "warn ETHUSDT: refused (40762): why. To do: what."],
    [{ ...events.refused, reason: "plan", code: null }, "warn ETHUSDT: refused (plan): why. To do: what."],
    [events.unknown, "warn ETHUSDT: no certain answer for c1; it is looked up, never sent again"],
    [events.throttled, "warn ETHUSDT: too many requests for the exchange; pausing until 1970-01-01T00:00:00.000Z"],
    [events.expired, "warn ETHUSDT: a signal to be short was 9 ms old and was dropped"],
    [events.settled, "info ETHUSDT: reversed, closed 1, opened 1 (c1)"],
    [{ ...events.settled, settlement: "closed-only" }, "warn ETHUSDT: closed-only, closed 1, opened 1 (c1)"],
    [events.recovered, "info ETHUSDT: settling c1 of an earlier run before anything new"],
    [events.resumed, "info ETHUSDT goes on"],
    [events.sent, "info ETHUSDT: sent c1: closes 1, opens 1 short"],
    [events.accepted, "debug ETHUSDT: accepted c1"],
    [events.held, "debug ETHUSDT: held, already there"],
    [{ ...events.held, reason: "flat" }, "debug ETHUSDT: held, nothing to reverse"],
    [events.superseded, "debug ETHUSDT: a newer signal took the place of a waiting one"]
  ]
  for (const [event, line] of lines)
    it(`says ${event.event} in words: ${line}`, () => assert.strictEqual(Log.ofEvent(event).join(" "), line))
})
