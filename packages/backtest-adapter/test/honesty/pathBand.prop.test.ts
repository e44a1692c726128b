import { Instrument, Rational } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { pathBand } from "../../src/honesty/band/pathBand.ts"
import { replay } from "../../src/replay/replay.ts"
import { marketOf, optionsOf, strategyOf, type World, worlds } from "./bandWorlds.ts"
import { everyPath, said } from "./everyPath.ts"

const runs = 160 * Number(process.env["BACKHAND_RUNS"] ?? 1)

const { toNumber } = Rational

/** The band of a world beside that of all its paths; answers with what was met. */
const compare = (world: World): ReadonlyArray<string> => {
  const market = marketOf(world)
  const options = optionsOf(world)
  const result = replay([market], strategyOf(world), options)
  const [band] = pathBand([market], result, options)
  const expected = everyPath(world)
  for (const of of ["profit", "drawdown"] as const)
    for (const end of ["best", "worst"] as const)
      assert.closeTo(band?.[of][end] ?? Number.NaN, expected[of][end], 1e-9, `${of} ${end}`)
  const own = toNumber(result.symbols[0]?.net ?? Rational.zero)
  // The run takes two stops of one side in their order, whichever lies nearer.
  const isPath = world.wishes.every(([one, other]) => one?.stop === undefined || one.side !== other?.side)
  if (isPath)
    assert.isTrue(own >= expected.profit.worst - 1e-9 && own <= expected.profit.best + 1e-9, `the run's own ${own}`)
  const trades = result.symbols[0]?.trades ?? []
  const words = trades.map(({ entry, entryBar, exit, exitBar, lots, side }) => {
    const units = toNumber(Instrument.quantity(market.instrument, lots))
    return `${side} ${units} ${entryBar} ${said(toNumber(entry))} ${exitBar} ${said(toNumber(exit))}`
  })
  const isCertain = new Set(expected.certain)
  assert.strictEqual(band?.ambiguous, words.filter((trade) => !isCertain.has(trade)).length)
  const isMet: ReadonlyArray<readonly [string, boolean]> = [
    ["ambiguous", (band?.ambiguous ?? 0) > 0],
    ["profit", expected.profit.best !== expected.profit.worst],
    ["drawdown", expected.drawdown.best !== expected.drawdown.worst],
    ["funding", result.payments.length > 0],
    ["all-in", typeof world.size === "object" && "allIn" in world.size && trades.length > 0],
    ["value", typeof world.size === "object" && "value" in world.size && trades.length > 0],
    ["liquidation", result.summary.liquidations > 0 && (band?.ambiguous ?? 0) > 0],
    ["ending", world.opened !== 1 && trades.length > 1],
    ["too little money", result.events.some((event) => event.event === "refused" && event.code === "40754")]
  ]
  return isMet.flatMap(([what, is]) => (is ? [what] : []))
}

describe("pathBand", () => {
  it("is what every path of ticks through the bars comes to at best and at worst", () => {
    const met = new Set<string>()
    fc.assert(
      fc.property(worlds, (world) => {
        for (const what of compare(world)) met.add(what)
      }),
      { numRuns: runs }
    )
    assert.sameMembers(
      [...met],
      ["ambiguous", "profit", "drawdown", "funding", "all-in", "value", "liquidation", "ending", "too little money"]
    )
  })

  const margin = {
    leverage: 25,
    maintenanceRate: 0,
    liquidationFeeRate: 0,
    insufficient: "refuse",
    capital: 400
  } as const
  const calm = [50, 50, 50, 50] as const
  const world: World = {
    rows: [calm, calm, [50, 53, 49, 50], calm],
    wishes: [[{ side: "short", stop: undefined }], [{ side: "long", stop: 52 }], [], []],
    fill: "next-open",
    makerFee: undefined,
    slippage: 0,
    settled: [],
    size: 1,
    margin,
    opened: 1,
    minimum: 0
  }
  it.each<readonly [string, World]>([
    ["liquidates before a stop at the same price", world],
    ["reaches a stop with the tick after what liquidates", { ...world, margin: { ...margin, leverage: 32 } }],
    [
      "drops what was decided before an open that liquidates",
      {
        ...world,
        rows: [calm, calm, [53, 53, 53, 53], [53, 53, 52, 52]],
        wishes: [world.wishes[0] ?? [], [{ side: "long", stop: undefined }], [], []]
      }
    ]
  ])("%s", (_, each) => void compare(each))
})
