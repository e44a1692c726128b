/**
 * Sees a download through: its options, its progress, and what is said in the end.
 *
 * @module
 * @since 0.1.0
 */
import { existsSync } from "node:fs"
import type { Values } from "../Command.ts"
import { CommandError, type ExitCode } from "../CommandError.ts"
import { address, restAddress } from "../exchange/address.ts"
import { nowMs } from "../exchange/clock.ts"
import * as Rest from "../exchange/Rest.ts"
import * as Given from "../given/Given.ts"
import { type Host, send } from "../Host.ts"
import { onInterrupt } from "../interrupts.ts"
import { progressOn } from "../terminal/progress.ts"
import type { candlesOptions } from "./command.ts"
import { download, type Span } from "./download.ts"
import { finish } from "./finish.ts"
import * as Granularity from "./Granularity.ts"
import * as PartFile from "./PartFile.ts"

type CandleValues = Values<typeof candlesOptions>

const missing = (option: string, example: string): CommandError =>
  new CommandError(2, `candles: --${option} is missing`, `expected: --${option} ${example}`)

const readOut = ({ out }: CandleValues): string => {
  if (out === undefined) throw missing("out", "FILE.csv, or FILE.parquet")
  if (!/\.(?:csv|parquet)$/.test(out))
    throw new CommandError(2, `candles: --out ${out} is neither CSV nor Parquet`, "end its name with .csv or .parquet")
  if (existsSync(out)) throw new CommandError(2, `${out} is there already`, "remove it, or name another --out")
  return out
}

const readSpan = (values: CandleValues, symbol: string): Span => {
  if (values.from === undefined) throw missing("from", "2026-01-31")
  const fromMs = Given.time("from", values.from)
  const toMs = values.to === undefined ? Math.floor(nowMs()) : Given.time("to", values.to)
  if (fromMs >= toMs) throw new CommandError(2, "candles: --from is not before --to", "expected: an earlier --from")
  const productType = Given.productType(values["product-type"])
  return { symbol, productType, granularity: Granularity.parse(values.granularity ?? "1m"), fromMs, toMs }
}

const minute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`

/** Downloads to the end, or to an interrupt; a second one ends the process, as it does where nobody listens. */
const fill = async (host: Host, rest: Rest.Rest, span: Span, part: PartFile.PartFile): Promise<boolean> => {
  const progress = progressOn(host)
  let isWhole = true
  const stopListening = onInterrupt(host, () => {
    isWhole = false
    stopListening()
  })
  try {
    const fromMs = part.lastMs === undefined ? span.fromMs : part.lastMs + 1
    for await (const { doneMs, rows } of download(rest, { ...span, fromMs })) {
      part.add(rows)
      progress.show((doneMs - span.fromMs) / (span.toMs - span.fromMs), `${span.symbol} ${minute(doneMs)}`)
      if (!isWhole) break
    }
    return isWhole
  } finally {
    stopListening()
    progress.end()
    part.close()
  }
}

/**
 * Runs `backhand candles`.
 *
 * Errors: rejects with a `CommandError`: 2 for options and files, 1 where the exchange does not give what is asked for, and
 * where an interrupt came first.
 *
 * @since 0.1.0
 */
export const start = async (values: CandleValues, symbol: string, host: Host): Promise<ExitCode> => {
  const [out, span] = [readOut(values), readSpan(values, symbol)]
  const rest = Rest.make(address("url", values.url ?? restAddress, "http:"))
  const part = PartFile.open(out, span)
  if (part.lastMs !== undefined) host.stderr.write(`Going on after ${minute(part.lastMs)}.\n`)
  if (!(await fill(host, rest, span, part)))
    throw new CommandError(1, `interrupted; ${part.path} keeps what is there`, "the same command goes on from there")
  const { count, firstGapMs, firstMs, gaps, lastMs } = await finish(part.path, out, span)
  if (count === 0)
    throw new CommandError(1, `the exchange has no candles of ${symbol} in that time`, "check --from and --to")
  if (firstGapMs !== undefined)
    host.stderr.write(`${gaps} gap${gaps === 1 ? "" : "s"}, the first after ${minute(firstGapMs)}\n`)
  const many = count === 1 ? "1 candle" : `${count} candles`
  await send(host.stdout, `${out}: ${many} from ${minute(firstMs)} to ${minute(lastMs)}\n`)
  return 0
}
