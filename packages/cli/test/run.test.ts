import { readFileSync } from "node:fs"
import { PassThrough } from "node:stream"
import { readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { type Ended, linesOf, run } from "./host.ts"
import { BTCUSDT, ETHUSDT, held, heldBothWays, makePlace } from "./place.ts"

type Event = Readonly<Record<string, unknown>>

const eventsOf = ({ stdout }: Ended): ReadonlyArray<Event> => linesOf(stdout).map((line) => JSON.parse(line) as Event)

/** The answer may come after the news that it is executed, and is no event then. */
const named = (ended: Ended): ReadonlyArray<string> =>
  eventsOf(ended).flatMap(({ event }) => (event === "accepted" ? [] : [String(event)]))

const signal = (fields: object): string =>
  `${JSON.stringify({ symbol: "ETHUSDT", side: "short", at: 1_690_000_000_000, id: "s1", ...fields })}\n`

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

  it("ends with 1 and says in a trader's words why an account cannot be used", async () => {
    await using place = await makePlace({ symbols: [held], accounts: [{ isUnified: true }] })
    const args = ["run", "--signals", "-", ...place.both]
    const unified = await run(args, [signal({})], place.env)
    assert.deepStrictEqual([unified.code, unified.stdout], [1, ""])
    assert.match(
      unified.stderr,
      /backhand: your account is a unified account.* \(40085\)\nuse a sub-account in classic mode/
    )
    const secret = { ...place.env, BITGET_API_SECRET: "" }
    const none = await run(args, [signal({})], secret)
    assert.deepStrictEqual([none.code, none.stdout], [2, ""])
    assert.include(none.stderr, "neither BITGET_API_SECRET nor BITGET_API_PRIVATE_KEY_FILE is set")
  })

  it("ends with 1 where a symbol halts, and says why and what to do", async () => {
    await using place = await makePlace()
    place.simulator.faults.set({ uncertain: { rate: 1, code: "40014", executed: 0 }, paths: ["click-backhand"] })
    const ended = await run(["run", "--signals", "-", ...place.both], [signal({})], place.env)
    assert.strictEqual(ended.code, 1)
    assert.deepStrictEqual(named(ended).at(-1), "halted")
    assert.match(ended.stderr, /ERROR|error/)
  })

  it("reports a line that is no signal, goes on, and ends with 2", async () => {
    await using place = await makePlace()
    const ended = await run(
      ["run", "--signals", "-", ...place.both],
      ['{"symbol":"ETHUSDT","side":"buy"}\n', signal({})],
      place.env
    )
    assert.deepStrictEqual([ended.code, named(ended)], [2, ["sent", "settled"]])
    assert.include(ended.stderr, 'standard input:1: side is "buy"; skipped. expected: side "long" or "short"')
  })

  it("sends nothing of a file in which a line is no signal", async () => {
    await using place = await makePlace()
    const file = place.file("signals.jsonl", `${signal({})}\n${signal({ side: "up" })}`)
    const ended = await run(["run", "--signals", file, ...place.both], [], place.env)
    assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
    assert.include(ended.stderr, `${file}:3: side is "up"\nexpected: side "long" or "short"\n`)
    assert.strictEqual(place.simulator.executions.length, 0)
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

  it("stops when the reader of its events leaves, and settles what is in flight", async () => {
    await using place = await makePlace()
    const stdin = new PassThrough()
    stdin.write(signal({}))
    const { main } = await import("../src/main.ts")
    const { Writable } = await import("node:stream")
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("EPIPE"), { code: "EPIPE" }))
    })
    const code = await main({
      argv: ["", "", "run", "--signals", "-", ...place.both],
      env: place.env,
      stdin,
      stdout,
      stderr: new PassThrough()
    })
    assert.deepStrictEqual([code, place.simulator.executions.length], [0, 1])
  })
})
