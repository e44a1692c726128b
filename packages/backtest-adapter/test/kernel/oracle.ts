import Fraction from "fraction.js"
import type { Bars } from "../../src/Bars.ts"
import type { Funding } from "../../src/kernel/Funding.ts"
import type { KernelOptions } from "../../src/kernel/KernelOptions.ts"
import type { Column } from "../../src/kernel/Signals.ts"

/** Rounds once: fifty digits and a mark for the rest, then the language's own reading of decimals. */
export const round = (value: Fraction): number => {
  const scaled = value.n * 10n ** 400n
  const digits = scaled / value.d
  return Number(`${value.s < 0n ? "-" : ""}${digits}${scaled % value.d === 0n ? "0" : "1"}e-401`)
}

const fraction = (value: string | number): Fraction => {
  const [digits = "0", exponent = "0"] = String(value).split("e")
  const power = Number(exponent)
  const scale = new Fraction(10n ** BigInt(Math.abs(power)))
  return power < 0 ? new Fraction(digits).div(scale) : new Fraction(digits).mul(scale)
}

interface Open {
  readonly side: number
  readonly size: Fraction
  readonly entry: Fraction
  readonly bar: number
  fee: Fraction
  funding: Fraction
}

/** The same rules, one bar after the other, in exact fractions. */
export const oracle = (bars: Bars, signals: Column, options: KernelOptions) => {
  const isLinear = options.kind !== "inverse"
  const step = fraction(bars.priceStep)
  const rate = fraction(options.feeRate ?? 0)
  const slip = fraction(options.slippageBps ?? 0).div(10_000)
  const capital = fraction(options.capital ?? 1_000_000)
  const price = (ticks: number | undefined) => fraction(ticks ?? 0).mul(step)
  const value = (size: Fraction, at: Fraction) => (isLinear ? size.mul(at) : size.div(at))
  const profit = (it: Open, at: Fraction) =>
    value(it.size, at)
      .sub(value(it.size, it.entry))
      .mul(it.side * (isLinear ? 1 : -1))

  let open: Open | undefined
  let realized = capital
  let [fees, funding, turnover] = [fraction(0), fraction(0), fraction(0)]
  const trades: Array<Record<string, number>> = []
  const equity: Array<Fraction> = []

  const affordable = (at: Fraction) => {
    if (typeof options.size !== "object") return fraction(options.size)
    if (!("allIn" in options.size)) throw new Error("the oracle knows no values")
    const unit = fraction(options.size.allIn)
    const units = realized.div(value(unit, at).mul(rate.add(1))).floor()
    return units.compare(0) > 0 ? unit.mul(units) : fraction(0)
  }

  const charge = (size: Fraction, at: Fraction) => {
    const fee = rate.mul(value(size, at))
    fees = fees.add(fee)
    realized = realized.sub(fee)
    turnover = turnover.add(value(size, at))
    return fee
  }

  const flip = (bar: number, raw: Fraction, side: number) => {
    const at = raw.mul(slip.mul(side).add(1))
    if (open !== undefined) {
      const commission = open.fee.add(charge(open.size, at))
      realized = realized.add(profit(open, at))
      trades.push({
        side: open.side,
        size: round(open.size),
        entryBar: open.bar,
        exitBar: bar,
        entryPrice: round(open.entry),
        exitPrice: round(at),
        pnl: round(profit(open, at).sub(commission)),
        commission: round(commission),
        funding: round(open.funding)
      })
    }
    open = undefined
    const size = affordable(at)
    if (size.compare(0) > 0) open = { side, size, entry: at, bar, fee: charge(size, at), funding: fraction(0) }
  }

  const due: Funding = options.funding ?? { time: new Float64Array(), rate: new Float64Array() }
  const moments = [...due.time].map((time) => Math.floor(time / 60_000) * 60_000)
  const isPaid = moments.map(() => false)
  const closes = (bar: number) =>
    Math.min((bars.time[bar] ?? 0) + bars.intervalMs, bars.time[bar + 1] ?? Number.POSITIVE_INFINITY)
  const settle = (bar: number, k: number) => {
    isPaid[k] = true
    if (open === undefined) return
    const mark = due.mark?.[k] ?? Number.NaN
    const closed = moments[k] === closes(bar) ? bar : bar - 1
    const at = Number.isNaN(mark) ? price(bars.close[closed] ?? bars.open[0]) : fraction(mark)
    const paid = fraction(due.rate[k] ?? 0)
      .mul(value(open.size, at))
      .mul(open.side)
    realized = realized.sub(paid)
    funding = funding.sub(paid)
    open.funding = open.funding.sub(paid)
  }
  const settleWhere = (bar: number, isDue: (moment: number) => boolean) =>
    moments.forEach((moment, k) => {
      if (isPaid[k] === false && isDue(moment)) settle(bar, k)
    })

  const fillOf = (bar: number, side: number) => {
    const stop = signals.stops?.[bar - 1] ?? Number.NaN
    const next = price(bars.open[bar])
    if (!Number.isNaN(stop)) {
      const at = fraction(stop)
      const isReached = side > 0 ? price(bars.high[bar]).compare(at) >= 0 : price(bars.low[bar]).compare(at) <= 0
      const worse = side > 0 ? next.compare(at) >= 0 : next.compare(at) <= 0
      return isReached ? { bar, moment: bars.time[bar] ?? 0, at: worse ? next : at } : undefined
    }
    if (options.fill === "close") return { bar: bar - 1, moment: closes(bar - 1), at: price(bars.close[bar - 1]) }
    return { bar, moment: bars.time[bar] ?? 0, at: next }
  }

  for (let bar = 0; bar < bars.length; bar++) {
    const side = signals.wishes[bar - 1] ?? 0
    const isWished = side !== 0 && side !== open?.side && (open !== undefined || options.whenFlat !== "ignore")
    const fill = isWished ? fillOf(bar, side) : undefined
    if (fill !== undefined) {
      const tie = due.tie ?? "before"
      settleWhere(bar, (moment) => moment < fill.moment || (moment === fill.moment && tie !== "after"))
      flip(fill.bar, fill.at, side)
      if (tie === "both") moments.forEach((moment, k) => moment === fill.moment && settle(bar, k))
    }
    const isLast = bar === bars.length - 1
    settleWhere(bar, (moment) => moment < closes(bar) || (isLast && moment === closes(bar)))
    equity.push(open === undefined ? realized : realized.add(profit(open, price(bars.close[bar]))))
  }

  let peak = capital
  const falls = equity.map((it) => {
    if (it.compare(peak) > 0) peak = it
    return { fall: peak.sub(it), share: peak.sub(it).div(peak) }
  })
  const most = (values: ReadonlyArray<Fraction>, first: Fraction) =>
    values.reduce((a, b) => (b.compare(a) > 0 ? b : a), first)
  const held = () => open
  const last = held()
  return {
    trades,
    openPosition:
      last === undefined
        ? null
        : {
            side: last.side,
            size: round(last.size),
            entryBar: last.bar,
            entryPrice: round(last.entry),
            unrealized: round(profit(last, price(bars.close[bars.length - 1]))),
            commission: round(last.fee),
            funding: round(last.funding)
          },
    equity: equity.map(round),
    drawdown: falls.map(({ fall }) => round(fall)),
    summary: {
      capital: round(capital),
      finalEquity: round(equity.at(-1) ?? capital),
      maxEquity: round(most(equity, capital)),
      minEquity: round(
        most(
          equity.map((it) => it.neg()),
          capital.neg()
        ).neg()
      ),
      maxDrawdown: round(
        most(
          falls.map(({ fall }) => fall),
          fraction(0)
        )
      ),
      maxDrawdownFraction: round(
        most(
          falls.map(({ share }) => share),
          fraction(0)
        )
      ),
      totalCommission: round(fees),
      totalFunding: round(funding),
      turnover: round(turnover),
      trades: trades.length
    }
  }
}
