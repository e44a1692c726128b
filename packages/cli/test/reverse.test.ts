import { Readable } from "node:stream"
import { readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { linesOf, run } from "./host.ts"
import { ETHUSDT, held, heldBothWays, makePlace } from "./place.ts"

const typing = (text: string) => Object.assign(Readable.from([text]), { isTTY: true })

const plan = [
  "ETHUSDT, one-way mode: long 20 at 3000; last price 3100",
  "closes   20 long, realizing about 2000 USDT",
  "opens    20 short",
  "fees     about 74.4 USDT, for two executions at market",
  "leaves   short 20 at 3100",
  'request  POST /api/v2/mix/order/click-backhand {"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","side":"sell"}, and a client id'
]

describe("backhand reverse", () => {
  it("shows, asks, sends, settles and tells", async () => {
    await using place = await makePlace()
    const journal = place.path("by-hand.sqlite")
    const args = ["reverse", "ethusdt", ...place.both, "--journal", journal]
    const { code, stderr, stdout } = await run(args, typing("y\n"), place.env)
    const [order] = readJournal(journal)
    assert.deepStrictEqual(linesOf(stdout), [
      ...plan,
      `reversed: closed 20, opened 20; now short 20 at 3100 (${order?.clientOid})`
    ])
    assert.deepStrictEqual([code, stderr, order?.settlement], [0, "Reverse? [y/N] ", "reversed"])
  })

  for (const [name, answer] of [
    ["no", "n\n"],
    ["nothing", ""]
  ] as const)
    it(`sends nothing where the answer is ${name}`, async () => {
      await using place = await makePlace()
      const { code, stderr, stdout } = await run(["reverse", "ETHUSDT", ...place.both], typing(answer), place.env)
      assert.deepStrictEqual([code, stderr], [0, "Reverse? [y/N] Nothing was sent.\n"])
      assert.deepStrictEqual(linesOf(stdout), plan)
      assert.strictEqual(place.simulator.executions.length, 0)
    })

  it("asks nothing with --yes, and needs it where there is no terminal", async () => {
    await using place = await makePlace()
    const args = ["reverse", "ETHUSDT", ...place.both]
    const silent = await run(args, [], place.env)
    assert.deepStrictEqual([silent.code, silent.stdout], [2, ""])
    assert.include(silent.stderr, "reverse: there is no terminal to ask in\ngive --yes to send without asking")
    const { code, stderr } = await run([...args, "--yes"], [], place.env)
    assert.deepStrictEqual([code, stderr, place.simulator.executions.length], [0, "", 1])
  })

  it("reverses part of one leg in hedge mode, and asks which where there are two", async () => {
    await using place = await makePlace({ symbols: [heldBothWays] })
    const args = ["reverse", "ETHUSDT", "--yes", "--json", ...place.both]
    const unclear = await run(args, [], place.env)
    assert.deepStrictEqual([unclear.code, unclear.stdout], [2, ""])
    assert.include(unclear.stderr, "your account is in hedge mode and holds both a long and a short of ETHUSDT\n")
    const { code, stdout } = await run([...args, "--side", "long", "--size", "3"], [], place.env)
    const [first, ...events] = linesOf(stdout).map((line) => JSON.parse(line) as Record<string, unknown>)
    assert.deepInclude(first, { event: "plan", side: "long", closes: "3", opens: "3", realized: "300", fees: "11.16" })
    assert.deepInclude(events.at(-1), { event: "settled", settlement: "reversed", closed: "3", opened: "3" })
    assert.strictEqual(code, 0)
  })

  it("ends with 1 where there is nothing to reverse, or it cannot be done so", async () => {
    await using place = await makePlace()
    await using empty = await makePlace({ symbols: [{ ...ETHUSDT, price: "3100" }] })
    const nothing = await run(["reverse", "ETHUSDT", "--yes", ...empty.both], [], empty.env)
    assert.deepStrictEqual([nothing.code, nothing.stdout], [1, ""])
    assert.include(nothing.stderr, "ETHUSDT: nothing is held, so there is nothing to reverse\n")
    const part = await run(["reverse", "ETHUSDT", "--yes", "--size", "3", ...place.both], [], place.env)
    assert.deepStrictEqual([part.code, part.stdout], [1, ""])
    assert.include(part.stderr, "one-way mode ignores the size")
    const none = await run(["reverse", "NOSUCH", "--yes", ...place.url], [], place.env)
    assert.strictEqual(none.code, 1)
    assert.strictEqual(place.simulator.executions.length, 0)
  })

  it("ends with 1 and says what to do where the exchange refuses", async () => {
    await using place = await makePlace({ symbols: [held], accounts: [{ key: { permissions: ["read"] } }] })
    const { code, stdout } = await run(["reverse", "ETHUSDT", "--yes", ...place.both], [], place.env)
    assert.strictEqual(code, 1)
    assert.match(linesOf(stdout).at(-1) ?? "", /^halted: .*\. To do: .*\.$/)
  })

  it("warns before it asks where the open would be below the least value", async () => {
    const tiny = {
      ...held,
      position: { mode: "one_way_mode", net: { side: "long", size: "0.01", entry: "300" } },
      price: "300"
    }
    await using place = await makePlace({ symbols: [tiny] })
    const { stdout } = await run(["reverse", "ETHUSDT", "--dry-run", ...place.url], [], place.env)
    assert.match(stdout, /\nwarning {2}the exchange may close without opening: .*5/)
  })
})
