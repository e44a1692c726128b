import { dryRun, Recording, reverseOn } from "@backhand/reversal-operator"
import { lastValueFrom, of } from "rxjs"
import { assert, describe, it } from "vitest"
import { instrument } from "./Script.ts"

const record = async (): Promise<ReadonlyArray<Recording.Entry>> => {
  const entries: Array<Recording.Entry> = []
  const venue = dryRun({ instruments: { A: instrument("A") } })
  await lastValueFrom(
    of({ symbol: "A", side: "long" } as const, { symbol: "A", side: "short" } as const).pipe(
      reverseOn({ venue, whenFlat: { enter: "2" }, record: (entry) => entries.push(entry) })
    )
  )
  return entries
}

const steps = (entries: ReadonlyArray<Recording.Entry>) =>
  entries.flatMap((entry) => (entry.entry === "step" ? [entry] : []))

describe("a recording", () => {
  it("is certified when every command is the same again", async () => {
    const entries = await record()
    assert.containsSubset(Recording.certify(entries), { isSame: true, orders: 2, steps: entries.length - 1 })
  })

  it("survives being written and read", async () => {
    const entries = await record()
    assert.deepStrictEqual(
      entries.map((entry) => Recording.decode(Recording.encode(entry))),
      [...entries]
    )
  })

  it("shows the first difference of one that was tampered with, in its facts, its times or its commands", async () => {
    const entries = await record()
    const [first] = steps(entries)
    if (first === undefined) throw new Error("nothing was recorded")
    const tamper = (change: Partial<typeof first>) =>
      entries.map((entry) => (entry === first ? { ...first, ...change } : entry))
    for (const changed of [tamper({ at: first.at + 1 }), tamper({ commands: [] }), tamper({ fact: { fact: "end" } })]) {
      const certificate = Recording.certify(changed)
      assert.isFalse(certificate.isSame)
      if (!certificate.isSame) assert.isAtLeast(certificate.line, 2)
    }
  })

  it("that does not begin with the options cannot be certified", async () => {
    const certificate = Recording.certify((await record()).slice(1))
    assert.containsSubset(certificate, { isSame: false, line: 1, replayed: "no options came first" })
  })
})

describe("dryRun", () => {
  it("knows no trace of an order when it is asked for one", () => {
    const told: Array<string> = []
    const connection = dryRun({ instruments: { A: instrument("A") } }).connect({
      now: () => 5,
      ready: () => undefined,
      fail: () => undefined,
      tell: (fact) => told.push(fact.fact === "order" ? fact.report : fact.fact)
    })
    connection.execute({
      command: "look-up",
      symbol: "A",
      clientOid: "c",
      sentAtMs: 1,
      beforeVenueAtMs: 0,
      source: "history"
    })
    assert.deepStrictEqual(told, ["absent"])
    connection.close()
  })
})
