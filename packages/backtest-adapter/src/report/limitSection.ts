/**
 * What the rate limit did to the orders of a run, and what it cost.
 *
 * @module
 * @since 0.1.0
 */
import { count, decimal, duration, money, moneyDigits, moment, percent, signed } from "./format.ts"
import { type Html, html } from "./html.ts"
import { section, type Tile, tiles, toneOf } from "./parts.ts"
import type { ReportInput, ReportLimit } from "./ReportInput.ts"

const classes = [0, 100, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 600_000, Number.POSITIVE_INFINITY]

const name = (index: number): string => {
  const [from = 0, until = 0] = [classes[index - 1], classes[index]]
  if (index === 0) return "at once"
  if (index === 1) return `up to ${duration(until)}`
  return Number.isFinite(until) ? `${duration(from)} to ${duration(until)}` : `over ${duration(from)}`
}

/** How many orders waited how long: one bar for each class, up to the longest wait. */
const byWait = ({ waits }: ReportLimit): Html => {
  const counts = classes.map(
    (until, index) =>
      waits.filter(({ waitMs }) => waitMs <= until && (index === 0 || waitMs > (classes[index - 1] ?? 0))).length
  )
  const most = Math.max(1, ...counts)
  return html`<figure><figcaption>Orders by time waited</figcaption><table class="names costs"><tbody>${counts.map(
    (orders, index) =>
      orders === 0
        ? html``
        : html`<tr><th scope="row">${name(index)}</th><td class="drawn"><svg class="plot line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="plain" x="0" y="1" width="${decimal((orders / most) * 100)}" height="8"/></svg></td><td>${count(orders)}</td><td>${percent(orders / waits.length, 1)}</td></tr>`
  )}</tbody></table></figure>`
}

const [width, height, base] = [460, 180, 150]

/** The longest wait in each of a hundred stretches of the run: a burst cannot hide in a mean. */
const overTime = ({ waits }: ReportLimit, { account: { time } }: ReportInput): Html => {
  const [first = 0, last = 0] = [time[0], time.at(-1)]
  const longest = Array<number>(100).fill(0)
  for (const { atMs, waitMs } of waits) {
    const slot = Math.min(99, Math.max(0, Math.floor(((atMs - first) / Math.max(1, last - first)) * 100)))
    longest[slot] = Math.max(longest[slot] ?? 0, waitMs)
  }
  const most = Math.max(1, ...longest)
  const bars = longest.map((wait, slot) => {
    const tall = (wait / most) * (base - 16)
    const words = `${moment(first + ((last - first) * slot) / 100)}: ${duration(wait)}`
    return wait === 0
      ? html``
      : html`<g><title>${words}</title><rect class="plain" x="${decimal(slot * 4.6)}" y="${decimal(base - tall)}" width="3.6" height="${decimal(tall)}"/></g>`
  })
  return html`<figure><figcaption>Longest wait over time</figcaption><svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="The longest wait in each of a hundred stretches of time; the longest of all is ${duration(most)}.">${bars}<line x1="0" x2="${width}" y1="${base}" y2="${base}"/><text class="start" x="0" y="11">${duration(most)}</text><text class="start" x="0" y="${base + 18}">${moment(first)}</text><text class="end" x="${width}" y="${base + 18}">${moment(last)}</text></svg></figure>`
}

const figures = (
  { delays, unlimited, waiting }: ReportLimit,
  { capital, coin, finalEquity }: ReportInput
): ReadonlyArray<Tile> => {
  const digits = moneyDigits(capital)
  const share = delays.orders === 0 ? 0 : delays.delayed / delays.orders
  const cost = unlimited === undefined ? Number.NaN : unlimited - finalEquity
  const remark =
    unlimited === undefined
      ? `${signed(money(-waiting, digits))} by waiting alone`
      : `${coin}; ${signed(money(-waiting, digits))} by waiting, ${signed(money(waiting - cost, digits))} by other positions`
  return [
    {
      name: "Orders delayed",
      value: count(delays.delayed),
      remark: `of ${count(delays.orders)}, ${percent(share, 1)}`
    },
    { name: "Median wait", value: duration(delays.p50Ms), remark: "half of all orders waited no longer" },
    {
      name: "99 of 100 waited up to",
      value: duration(delays.p99Ms),
      remark: `90 of 100 up to ${duration(delays.p90Ms)}`
    },
    { name: "Longest wait", value: duration(delays.maxMs) },
    { name: "Signals superseded", value: count(delays.superseded), remark: `and ${count(delays.expired)} too old` },
    {
      name: "What the limit did",
      value: signed(money(-cost, digits)),
      remark,
      tone: toneOf(-cost)
    }
  ]
}

/** The rate limit's own page, where one bound the run. */
export const limitSection = (input: ReportInput): Html | undefined => {
  const { limit } = input
  if (limit === undefined) return undefined
  const lead = `The account's limit is ${limit.limit}. Orders beyond it wait their turn, and a newer signal takes the place of an older one that waits.`
  const { delayed, expired, orders, superseded } = limit.delays
  if (delayed + superseded + expired === 0)
    return section("limit", "Rate limit", `${lead} None of ${count(orders)} orders had to.`, html``)
  return section(
    "limit",
    "Rate limit",
    lead,
    html`${tiles(figures(limit, input))}<div class="even">${byWait(limit)}${overTime(limit, input)}</div>`
  )
}
