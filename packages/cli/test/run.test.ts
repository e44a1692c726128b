import { assert, describe, it } from "vitest"
import { linesOf, run } from "./host.ts"
import { BTCUSDT, held, heldBothWays, makePlace } from "./place.ts"
import { eventsOf, named, signal } from "./told.ts"

const short = { mode: "one_way_mode", net: { side: "short", size: "20", entry: "3100" } }

describe("backhand run", () => {
  it("reverses a position and tells it line by line, first what and where, then the rest", async () => {
    await using place = await makePlace()
    const ended = await run(["run", "--signals", "-", ...place.url], [signal({})], place.env)
    const [sent, accepted, settled] = eventsOf(ended)
    const [clientOid, orderId] = [sent?.["clientOid"], accepted?.["orderId"]]
    const of = { symbol: "ETHUSDT", clientOid, order: "reversal" }
    assert.deepStrictEqual({ code: ended.code, events: named(ended) }, { code: 0, events: ["sent", "settled"] })
    assert.deepStrictEqual(sent, {
      at: sent?.["at"],
      event: "sent",
      ...of,
      signal: "s1",
      side: "short",
      signalAt: 1_690_000_000_000,
      to: "short",
      closes: "20",
      opens: "20",
      attempt: 1
    })
    assert.deepStrictEqual(accepted, { at: accepted?.["at"], event: "accepted", ...of, orderId })
    assert.deepStrictEqual(settled, {
      at: settled?.["at"],
      event: "settled",
      ...of,
      settlement: "reversed",
      closed: "20",
      opened: "20",
      position: short
    })
    assert.isTrue(Number.isSafeInteger(sent?.["at"]))
    for (const line of linesOf(ended.stdout))
      assert.match(line, /^\{"at":\d+,"event":"\w+","symbol":"ETHUSDT","clientOid":/)
    assert.deepStrictEqual(
      place.simulator.executions.map(({ closed, opened }) => [closed, opened]),
      [["20", "20"]]
    )
  })

  it("holds what agrees, and what is flat unless it may enter", async () => {
    await using place = await makePlace({ symbols: [held, { ...BTCUSDT, price: "60000" }] })
    const signals = [signal({ side: "long" }), signal({ symbol: "BTCUSDT" })]
    const args = ["run", "--signals", "-", ...place.both]
    const ended = await run(args, signals, place.env)
    assert.deepStrictEqual(
      eventsOf(ended).map(({ event, reason, symbol }) => [event, symbol, reason]),
      [
        ["held", "ETHUSDT", "agrees"],
        ["held", "BTCUSDT", "flat"]
      ]
    )
    const entered = await run([...args, "--when-flat", "enter", "--size", "0.5"], signals.slice(1), place.env)
    assert.deepStrictEqual(
      eventsOf(entered)
        .filter(({ event }) => event !== "accepted")
        .map(({ event, order, opened }) => [event, order, opened]),
      [
        ["sent", "entry", undefined],
        ["settled", "entry", "0.5"]
      ]
    )
  })

  it("reverses part of a leg in hedge mode", async () => {
    await using place = await makePlace({ symbols: [heldBothWays] })
    const ended = await run(["run", "--signals", "-", ...place.both], [signal({ size: "3" })], place.env)
    assert.deepInclude(eventsOf(ended).at(-1), {
      settlement: "reversed",
      closed: "3",
      opened: "3",
      position: { mode: "hedge_mode", long: { size: "17", entry: "3000" }, short: { size: "8", entry: "3162.5" } }
    })
  })

  it("says what became of every signal: refused, superseded, expired", async () => {
    await using place = await makePlace()
    const at = Date.now()
    const input = [
      signal({ symbol: "NOSUCH", id: "a" }),
      signal({ id: "b", at }),
      signal({ id: "c", at: at + 1, side: "long" })
    ]
    const args = ["run", "--signals", "-", "--ttl-ms", "60000", ...place.both]
    const ended = await run(args, [input.join("")], place.env)
    const told = eventsOf(ended).map(({ by, event, reason, signal: id }) => [event, id, by ?? reason])
    assert.sameDeepMembers(told, [
      ["refused", "a", "unknown-symbol"],
      ["superseded", "b", "c"],
      ["held", "c", "agrees"]
    ])
    const late = eventsOf(await run(args, [signal({ id: "d" })], place.env))
    assert.deepStrictEqual(
      late.map(({ ageMs, event }) => [event, Number(ageMs) > 60_000]),
      [["expired", true]]
    )
  })
})
