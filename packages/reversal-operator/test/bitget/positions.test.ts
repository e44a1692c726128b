import { hmacSigner } from "@backhand/signer"
import type { VenueFact } from "@backhand/reversal-operator"
import { afterEach, assert, beforeEach, describe, it, vi } from "vitest"
import * as Positions from "../../src/internal/bitget/positions.ts"
import * as Session from "../../src/internal/bitget/Session.ts"
import { instrument } from "../Script.ts"
import { credentialsOf } from "./credentialsOf.ts"

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] }))
afterEach(() => void vi.useRealTimers())

/** A session that knows two contracts, what it was told, and which symbols it has asked for. */
const open = (held: ReadonlyArray<string> = []) => {
  const told: Array<VenueFact> = []
  const asked: Array<string> = []
  const credentials = credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" })
  const session = Session.make({
    link: { now: () => 1, ready: () => undefined, tell: (fact) => told.push(fact), fail: () => undefined },
    options: { credentials, productType: "USDT-FUTURES" },
    rest: new URL("http://127.0.0.1:9"),
    ws: null,
    signer: hmacSigner(credentials)
  })
  const position = { add: (symbol: string) => void asked.push(symbol), close: () => undefined }
  const listening: Session.Session = { ...session, reads: { ...session.reads, position } }
  listening.learnt = {
    instruments: { A: instrument("A"), B: instrument("B") },
    marginModes: new Map(),
    changedAtMs: new Map(),
    held: new Set(held),
    limit: undefined,
    holdMode: "one-way",
    doubtsMode: false
  }
  return { asked, push: Positions.receiver(listening), session: listening, told }
}

const row = (instId: string, uTime: string, more: object = {}) => ({
  instId,
  holdSide: "long",
  total: "2",
  openPriceAvg: "100",
  posMode: "one_way_mode",
  uTime,
  ...more
})

describe("the list of positions that is pushed", () => {
  it("is told with the dates of its changes, each change once, and only of contracts that are traded", () => {
    const { asked, push, told } = open()
    push([row("A", "5"), row("Z", "5")])
    push([row("A", "5", { unrealizedPL: "7" }), row("Z", "6")])
    push([row("A", "8", { total: "3" })])
    assert.deepStrictEqual(
      told.map((fact) => (fact.fact === "position" ? [fact.symbol, fact.venueAtMs, fact.askedAtMs] : [])),
      [
        ["A", 5, null],
        ["A", 8, null]
      ]
    )
    assert.deepStrictEqual(asked, [])
  })

  it("is asked about, every time, where it cannot be read, or does not say when a leg that is gone went", () => {
    const { asked, push, told } = open()
    push([row("A", "5", { total: "two" })])
    push([row("A", "5", { total: "two" }), row("B", "")])
    const hedge = { posMode: "hedge_mode" }
    push([row("A", "5", hedge), row("B", "5", { ...hedge, holdSide: "net" })])
    assert.deepStrictEqual([asked, told], [["A", "A", "B", "A", "B"], []])
  })

  it("tells the leg that is left in hedge mode once it has changed after everything that was known", () => {
    const { push, session, told } = open()
    session.learnt?.changedAtMs.set("A", 4)
    push([row("A", "5", { posMode: "hedge_mode" })])
    assert.containsSubset(told, [{ symbol: "A", venueAtMs: 5 }])
  })

  it("without a held symbol has that asked for, if it stays away and somebody still listens", () => {
    const { asked, push } = open(["A", "B", "Z"])
    push([row("B", "5")])
    push([row("A", "6"), row("B", "5")])
    vi.advanceTimersByTime(1000)
    assert.deepStrictEqual(asked, [])
    push([])
    vi.advanceTimersByTime(199)
    assert.deepStrictEqual(asked, [])
    vi.advanceTimersByTime(1)
    assert.deepStrictEqual(asked.toSorted(), ["A", "B"])
    const closed = open(["A"])
    closed.push([])
    Session.close(closed.session)
    assert.deepStrictEqual([vi.getTimerCount(), closed.asked], [0, []])
  })

  it("and what is read say nothing before the account is learnt", () => {
    const { asked, push, session, told } = open()
    session.learnt = undefined
    push([row("A", "5")])
    Positions.tellRead(session, instrument("A"), [row("A", "5")], 1)
    assert.deepStrictEqual([asked, told], [[], []])
  })
})
