/**
 * Built-in strategies: as columns for the kernel and the sweep, as operators for the replay and for live trading.
 *
 * @module
 * @since 0.1.0
 */
import type { OperatorFunction } from "rxjs"
import { Decimal } from "@backhand/core"
import type { Bars } from "../Bars.ts"
import * as Pieces from "../kernel/Pieces.ts"
import type { Signals } from "../kernel/Signals.ts"
import type { Bar, MarketEvent } from "../MarketEvent.ts"
import type { RestingSignal } from "../replay/Stops.ts"
import { rxjs } from "../rxjs.ts"
import type { Stepper } from "./Stepper.ts"

/**
 * A strategy that can be run on columns and on a stream.
 *
 * - `name` as the command line writes it, such as `sma-cross:10,30`.
 * - `warmup` bars that pass before the first wish is possible.
 * - `rests` whether its wishes rest as stops for one bar.
 * - `signals` the bars on whose close it wishes a side, and the stops in quote units where they rest; `pieces` the same a
 *   stretch of bars at a time.
 * - `operator` the same wishes from a stream of market events, each symbol on its own; `at` is the close of the bar. It
 *   emits on bars, synchronously, and completes and errors with its source. Resting stops are priced in quote units, for
 *   which it needs the price step of a symbol.
 *
 * @category models
 * @since 0.1.0
 */
export interface Strategy extends Pieces.Wishing {
  readonly name: string
  readonly warmup: number
  readonly rests: boolean
  readonly signals: (bars: Bars) => Signals
  readonly operator: (priceStep?: string | ((symbol: string) => string)) => OperatorFunction<MarketEvent, RestingSignal>
}

const pieces = (make: () => Stepper, { close, high, low, priceStep }: Bars): Pieces.Pieces => {
  const stepper = make()
  const step = Number(priceStep)
  let bar = 0
  return Pieces.found(stepper.stop !== undefined, ({ bars, sides, stops }, end) => {
    let count = 0
    for (; bar < end; bar++) {
      const wish = stepper.step(high[bar] as number, low[bar] as number, close[bar] as number)
      if (wish === 0) continue
      bars[count] = bar
      sides[count] = wish > 0 ? 1 : -1
      if (stops !== undefined) stops[count] = (stepper.stop?.() ?? Number.NaN) * step
      count++
    }
    return count
  })
}

const isBar = (event: MarketEvent): event is Bar => event.kind === "bar"

const priced = (ticks: number, step: string | undefined): string => {
  if (step === undefined)
    throw new RangeError("a strategy with resting stops needs the price step: operator(priceStep)")
  return String(Decimal.fromJson(ticks * Number(step)))
}

const operator =
  (make: () => Stepper): Strategy["operator"] =>
  (priceStep) =>
  (source) => {
    const { defer, filter, map } = rxjs()
    return defer(() => {
      const steppers = new Map<string, Stepper>()
      const wishOf = ({ at, close, high, low, symbol }: Bar): RestingSignal | undefined => {
        const stepper = steppers.get(symbol) ?? make()
        steppers.set(symbol, stepper)
        const wish = stepper.step(high, low, close)
        if (wish === 0) return undefined
        const signal: RestingSignal = { symbol, side: wish > 0 ? "long" : "short", at }
        const step = typeof priceStep === "function" ? priceStep(symbol) : priceStep
        return stepper.stop === undefined ? signal : { ...signal, stop: priced(stepper.stop(), step) }
      }
      return source.pipe(
        filter(isBar),
        map(wishOf),
        filter((signal) => signal !== undefined)
      )
    })
  }

/**
 * Makes a strategy of a stepper. `fast` tells the same wishes sooner where it can; undefined where it cannot.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromStepper = (
  name: string,
  warmup: number,
  make: () => Stepper,
  fast?: (bars: Bars) => Pieces.Pieces | undefined
): Strategy => {
  const piecesOf = (bars: Bars) => fast?.(bars) ?? pieces(make, bars)
  return {
    name,
    warmup,
    rests: make().stop !== undefined,
    pieces: piecesOf,
    signals: (bars) => Pieces.collect(piecesOf(bars), bars.length),
    operator: operator(make)
  }
}
