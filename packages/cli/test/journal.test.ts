import { assert, describe, it } from "vitest"
import { linesOf, run } from "./host.ts"
import { ETHUSDT, makePlace } from "./place.ts"
import { sqliteJournal } from "@backhand/reversal-operator"

/** A journal of a dry run: in, round, and one order that a crash left open. */
const makeJournal = async () => {
  const place = await makePlace()
  const file = place.path("run.sqlite")
  const dry = ["--dry-run", "--instrument", place.file("ETHUSDT.json", JSON.stringify(ETHUSDT))]
  const trade = ["run", "--signals", "-", ...dry, "--when-flat", "enter", "--size", "0.5", "--journal", file]
  await run(trade, ['{"symbol":"ETHUSDT","side":"long"}\n'])
  const open = sqliteJournal(file).open(Date.now())
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite")
  const database = new DatabaseSync(file)
  database.exec(
    "INSERT INTO orders SELECT replace(client_oid, '-1', '-2'), session, 'BTCUSDT', 'reversal', mode, side, size, lots, before, before_venue_at_ms, sent_at_ms + 1, dead_at_ms, NULL, NULL, NULL, NULL FROM orders"
  )
  database.close()
  open.close()
  return { ...place, journal: file }
}

describe("backhand journal", () => {
  it("lists orders and what came of them, as a table, JSON lines or CSV", async () => {
    await using place = await makeJournal()
    const table = await run(["journal", place.journal])
    assert.strictEqual(table.code, 0)
    assert.match(table.stdout, /^sent +symbol +order +what +settlement +closed +opened +client id\n/)
    assert.match(table.stdout, /\n\S+Z {2}ETHUSDT {2}entry +0\.5 long +reversed +0 +0\.5 +\S+-1\n/)
    assert.match(table.stdout, /\n\S+Z {2}BTCUSDT {2}reversal +0\.5 of a long +open +\S+-2\n$/)
    const json = linesOf((await run(["journal", place.journal, "--json"])).stdout).map(
      (line) => JSON.parse(line) as object
    )
    assert.strictEqual(json.length, 2)
    assert.deepInclude(json[0], {
      symbol: "ETHUSDT",
      order: "entry",
      side: "long",
      size: "0.5",
      settlement: "reversed"
    })
    const csv = linesOf((await run(["journal", place.journal, "--csv"])).stdout)
    assert.match(
      csv[0] ?? "",
      /^clientOid,session,symbol,order,mode,side,size,sentAtMs,deadAtMs,settledAtMs,settlement,closed,opened$/
    )
    assert.match(csv[2] ?? "", /^\S+-2,\w+,BTCUSDT,reversal,one-way,long,0\.5,\d+,\d+,,,,$/)
  })

  it("lists the unsettled ones only with --open, those of some contracts, and those since a time", async () => {
    await using place = await makeJournal()
    const idsOf = async (...more: ReadonlyArray<string>) =>
      linesOf((await run(["journal", place.journal, "--json", ...more])).stdout).map(
        (line) => (JSON.parse(line) as { symbol: string }).symbol
      )
    assert.deepStrictEqual(await idsOf("--open"), ["BTCUSDT"])
    assert.deepStrictEqual(await idsOf("--symbols", "ethusdt"), ["ETHUSDT"])
    assert.deepStrictEqual(await idsOf("--since", "2100-01-01"), [])
    const none = await run(["journal", place.journal, "--since", "2100-01-01"])
    assert.deepStrictEqual([none.code, none.stdout, none.stderr], [0, "", "No orders.\n"])
    const settled = await run(["journal", place.journal, "--open", "--symbols", "ETHUSDT"])
    assert.deepStrictEqual([settled.stdout, settled.stderr], ["", "Every order is settled.\n"])
  })

  it("ends with 2 where there is no journal, a damaged one, or two forms at once", async () => {
    await using place = await makePlace()
    const none = await run(["journal", place.path("none.sqlite")])
    assert.match(none.stderr, /none\.sqlite: there is no such journal\n/)
    const damaged = await run(["journal", place.file("text.sqlite", "this is text, and long enough not to be empty")])
    assert.match(damaged.stderr, /text\.sqlite: the journal is damaged/)
    const both = await run(["journal", place.path("x"), "--json", "--csv"])
    assert.match(both.stderr, /--json and --csv are two forms/)
    assert.deepStrictEqual([none.code, damaged.code, both.code], [2, 2, 2])
  })
})
