import { readFileSync } from "node:fs"
import { readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { run } from "./host.ts"
import { BTCUSDT, ETHUSDT, held, makePlace } from "./place.ts"
import { eventsOf, named, signal } from "./told.ts"

describe("the options of backhand run", () => {
  it("records a run that certify finds the same, and keeps a journal", async () => {
    await using place = await makePlace()
    const [journal, record] = [place.path("run.sqlite"), place.path("run.jsonl")]
    const args = ["run", "--signals", "-", ...place.both, "--journal", journal, "--record", record]
    const first = await run(args, [signal({})], place.env)
    const dry = ["--dry-run", "--instrument", place.file("ETHUSDT.json", JSON.stringify(ETHUSDT))]
    const second = await run(["run", "--signals", "-", ...dry, "--record", record], [signal({})], place.env)
    assert.deepStrictEqual([first.code, second.code], [0, 0])
    const orders = readJournal(journal)
    assert.deepStrictEqual(
      orders.map(({ settlement, size }) => [size, settlement]),
      [["20", "reversed"]]
    )
    assert.strictEqual(orders[0]?.clientOid, eventsOf(first)[0]?.["clientOid"])
    const certified = await run(["certify", record])
    assert.strictEqual(certified.code, 0)
    assert.match(certified.stdout, /: the same: 2 runs, \d+ steps, 1 order, every command as recorded\n$/)
    const tampered = place.file("tampered.jsonl", readFileSync(record, "utf8").replace('"attempt":1', '"attempt":2'))
    const differs = await run(["certify", tampered])
    assert.strictEqual(differs.code, 1)
    assert.match(
      differs.stdout,
      /tampered\.jsonl:\d+: differs\n {2}recorded .*"attempt":2.*\n {2}replayed .*"attempt":1/
    )
  })

  it("keeps to a limit of the user's, and says where the exchange has none left", async () => {
    await using place = await makePlace({
      symbols: [
        held,
        {
          ...held,
          ...BTCUSDT,
          position: { mode: "one_way_mode", net: { side: "long", size: "1", entry: "60000" } },
          price: "60000"
        }
      ]
    })
    const input = [signal({}), signal({ symbol: "BTCUSDT" })]
    const ended = await run(["run", "--signals", "-", "--limit", "1/300ms", ...place.both], input, place.env)
    const sent = eventsOf(ended)
      .filter(({ event }) => event === "sent")
      .map(({ at }) => Number(at))
    assert.strictEqual(ended.code, 0)
    assert.isAtLeast((sent[1] ?? 0) - (sent[0] ?? 0), 300)
  })

  it("refuses an order worth more than --max-notional, at the last price", async () => {
    await using place = await makePlace()
    const args = ["run", "--signals", "-", ...place.both, "--max-notional"]
    const refused = await run([...args, "61999"], [signal({})], place.env)
    assert.deepStrictEqual(
      eventsOf(refused).map(({ event, reason }) => [event, reason]),
      [["refused", "max-notional"]]
    )
    assert.strictEqual(place.simulator.executions.length, 0)
    await using other = await makePlace()
    const allowed = await run(
      ["run", "--signals", "-", ...other.both, "--max-notional", "62000"],
      [signal({})],
      other.env
    )
    assert.deepStrictEqual(named(allowed), ["sent", "settled"])
  })

  it("takes demo keys with --demo", async () => {
    await using place = await makePlace({ symbols: [held], accounts: [{ key: { isDemo: true } }] })
    const args = ["run", "--signals", "-", ...place.both]
    const without = await run(args, [signal({})], place.env)
    assert.strictEqual(without.code, 1)
    const ended = await run([...args, "--demo"], [signal({})], place.env)
    assert.deepStrictEqual([ended.code, named(ended)], [0, ["sent", "settled"]])
  })

  it("shows with --dry-run what it would send, from the account that there is", async () => {
    await using place = await makePlace()
    const ended = await run(["run", "--signals", "-", "--dry-run", ...place.both], [signal({})], place.env)
    assert.deepStrictEqual(
      eventsOf(ended)
        .map(({ closes, event, opens }) => [event, closes, opens])
        .at(0),
      ["sent", "20", "20"]
    )
    assert.strictEqual(place.simulator.executions.length, 0)
  })

  it("needs no exchange for --dry-run with contracts from a file", async () => {
    await using place = await makePlace()
    const file = place.file("ETHUSDT.json", JSON.stringify({ code: "00000", data: [ETHUSDT] }))
    const ended = await run(
      ["run", "--signals", "-", "--dry-run", "--instrument", file, "--mode", "hedge"],
      [signal({})]
    )
    assert.deepStrictEqual(named(ended), ["held"])
  })
})
