import { assert, describe, it } from "vitest"
import * as Market from "../../src/live/Market.ts"
import { makeTracks, type Ohlc } from "../../src/live/Track.ts"

const [track] = makeTracks(0, 1).tracks

/** A track of which the bars are known. */
const known = (...bars: ReadonlyArray<Ohlc>) => {
  if (track === undefined) throw new Error("there is no track")
  return { ...track, bar: (index: number): Ohlc => bars[index] ?? [1, 1, 1, 1] }
}

const played = (steps: number, ...bars: ReadonlyArray<Ohlc>): ReadonlyArray<string> => {
  const market: Market.Market = { index: 1, quarter: 0, isOver: false }
  const told: Array<string> = []
  for (let k = 0; k < steps; k++)
    Market.advance(market, [known(...bars)], bars.length, {
      price: (_, ticks) => told.push(String(ticks)),
      close: (index) => told.push(`close ${index}`)
    })
  return told
}

describe("Market", () => {
  it("goes from the open to the nearer extreme, to the farther one, to the close", () => {
    assert.deepStrictEqual(played(4, [1, 1, 1, 1], [10, 12, 5, 11]), ["10", "12", "5", "11"])
    assert.deepStrictEqual(played(4, [1, 1, 1, 1], [10, 20, 9, 11]), ["10", "9", "20", "11"])
  })

  it("closes a bar before the next one opens, tells no price twice, and ends after the last bar", () => {
    const told = played(20, [1, 1, 1, 1], [10, 10, 10, 10], [10, 11, 10, 11])
    assert.deepStrictEqual(told, ["10", "close 1", "11", "close 2"])
  })

  it("draws a candle from what has been seen of it", () => {
    const candle = Market.candleOf(known([100e6, 300e6, 50e6, 200e6]), 0, "2000-01-03", 2)
    assert.isTrue(candle.low < candle.open && candle.close === candle.low && candle.high === candle.open)
  })
})

describe("Track", () => {
  it("is the same for the same seed, and labels what is recorded and what is not", () => {
    const [a, b] = [makeTracks(3, 5), makeTracks(3, 5)]
    for (const index of [0, 50, 7])
      assert.deepStrictEqual(
        a.tracks.map(({ bar }) => bar(index)),
        b.tracks.map(({ bar }) => bar(index))
      )
    assert.deepStrictEqual(
      a.tracks.filter(({ isRecorded }) => isRecorded).map(({ symbol }) => symbol),
      ["SP500USDT"]
    )
    for (const { isRecorded, label } of a.tracks) assert.match(label, isRecorded ? /recorded/ : /synthetic/)
  })

  it("has bars that can be: the high is the highest, the low the lowest, nothing below zero", () => {
    for (const { bar } of makeTracks(2, 9).tracks)
      for (let index = 0; index < 400; index++) {
        const [open, high, low, close] = bar(index)
        assert.isTrue(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close))
      }
  })
})
