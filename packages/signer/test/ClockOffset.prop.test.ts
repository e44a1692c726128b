import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { ClockOffset } from "../src/index.ts"

const driftPpm = 500
/** A hundredth of a millisecond stands for the rounding of doubles. */
const grain = 0.01

interface World {
  readonly exchanges: ReadonlyArray<readonly [atMs: number, thereMs: number, backMs: number]>
  readonly ppm: number
  readonly theta0: number
}

const world: fc.Arbitrary<World> = fc.record({
  theta0: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  ppm: fc.double({ min: -driftPpm, max: driftPpm, noNaN: true }),
  exchanges: fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 600_000, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true })
    ),
    { minLength: 1, maxLength: 20 }
  )
})

const start = 1e9
const thetaAt = ({ ppm, theta0 }: World, localMs: number) => theta0 + ((localMs - start) * ppm) / 1e6

/** What such a world shows: the venue stamps the local moment `sent + there`, and drops the fraction. */
const samplesOf = (one: World, tick: (ms: number) => number = (ms) => ms): ReadonlyArray<ClockOffset.Sample> =>
  one.exchanges.map(([atMs, thereMs, backMs]) => {
    const stamped = start + atMs + thereMs
    return {
      sentMs: tick(start + atMs),
      receivedMs: tick(stamped + backMs),
      serverMs: Math.floor(stamped + thetaAt(one, stamped))
    }
  })

const fold = (samples: ReadonlyArray<ClockOffset.Sample>, from = ClockOffset.unknown({ driftPpm })) =>
  samples.reduce((known, sample) => Result.getOrThrow(ClockOffset.observe(known, sample)), from)

const readAt = (known: ClockOffset.ClockOffset, atMs: number) => Result.getOrThrow(ClockOffset.read(known, atMs))

describe("ClockOffset", () => {
  it("always holds the true offset, now and later, and never starts anew without reason", () =>
    fc.assert(
      fc.property(world, fc.nat(600_000), (one, later) => {
        const known = fold(samplesOf(one))
        const at = known.atMs + later
        const { estimateMs, highMs, lowMs } = readAt(known, at)
        assert.isAtMost(lowMs, thetaAt(one, at) + grain)
        assert.isAtLeast(highMs, thetaAt(one, at) - grain)
        assert.isAtLeast(estimateMs, lowMs)
        assert.isAtMost(estimateMs, highMs)
        assert.strictEqual(known.restarts, 0)
      })
    ))

  it("holds the true offset with a clock that counts whole milliseconds, too", () =>
    fc.assert(
      fc.property(world, (one) => {
        const known = fold(samplesOf(one, Math.floor), ClockOffset.unknown({ driftPpm, resolutionMs: 1 }))
        assert.isAtMost(known.lowMs, thetaAt(one, known.atMs) + grain)
        assert.isAtLeast(known.highMs, thetaAt(one, known.atMs) - grain)
        assert.strictEqual(known.restarts, 0)
      })
    ))

  it("gives the tightest bounds that all samples prove together, in whatever order they come", () =>
    fc.assert(
      fc.property(world, fc.integer(), (one, seed) => {
        const samples = samplesOf(one)
        const atMs = Math.max(...samples.map((sample) => sample.receivedMs))
        const aged = (fromMs: number) => ((atMs - fromMs) * driftPpm) / 1e6
        const lowMs = Math.max(...samples.map((s) => s.serverMs - s.receivedMs - aged(s.receivedMs)))
        const highMs = Math.min(...samples.map((s) => s.serverMs + 1 - s.sentMs + aged(s.sentMs)))
        const shuffled = samples.toSorted((a, b) => ((a.sentMs * seed) % 7) - ((b.sentMs * seed) % 7))
        for (const order of [samples, samples.toReversed(), shuffled]) {
          const known = fold(order)
          assert.strictEqual(known.atMs, atMs)
          assert.closeTo(known.lowMs, lowMs, grain)
          assert.closeTo(known.highMs, highMs, grain)
        }
      })
    ))

  it("never widens by another sample", () =>
    fc.assert(
      fc.property(world, (one) => {
        const samples = samplesOf(one)
        const [without, all] = [fold(samples.slice(0, -1)), fold(samples)]
        const before = samples.length > 1 ? readAt(without, all.atMs) : without
        assert.isAtLeast(all.lowMs, before.lowMs - grain)
        assert.isAtMost(all.highMs, before.highMs + grain)
      })
    ))

  it("starts anew from the sample that contradicts what was known", () =>
    fc.assert(
      fc.property(world, fc.integer({ min: 5000, max: 1e6 }), fc.boolean(), (one, size, isForward) => {
        const known = fold(samplesOf(one))
        const theta = thetaAt(one, known.atMs) + (isForward ? size : -size)
        const sentMs = known.atMs + 1
        const sample = { sentMs, receivedMs: sentMs + 20, serverMs: Math.floor(sentMs + 10 + theta) }
        const stepped = fold([sample], known)
        assert.strictEqual(stepped.restarts, 1)
        assert.strictEqual(stepped.lowMs, sample.serverMs - sample.receivedMs)
        assert.closeTo(stepped.highMs, sample.serverMs + 1 - sample.sentMs, 0.02)
      })
    ))
})
