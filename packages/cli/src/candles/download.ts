/**
 * History from one time to another, page by page, each where the one before it ended.
 *
 * @module
 * @since 0.1.0
 */
import type { Rest } from "../exchange/Rest.ts"
import { fetchPage, pageSize, type Row } from "./fetchPage.ts"
import * as Granularity from "./Granularity.ts"

/**
 * What is downloaded: candles that open at or after `fromMs` and before `toMs`.
 *
 * @since 0.1.0
 */
export interface Span {
  readonly symbol: string
  readonly productType: string
  readonly granularity: Granularity.Granularity
  readonly fromMs: number
  readonly toMs: number
}

/** Where history begins at or after a time, to the day: years before a listing cost a few requests only. */
const beginning = async (rest: Rest, span: Span, atMs: number): Promise<number> => {
  const { lengthMs, name } = Granularity.day
  const endMs = Math.min(atMs + pageSize * lengthMs, span.toMs)
  const [first] = await fetchPage(rest, { ...span, granularity: name, endMs })
  return first === undefined ? endMs : Number(first[0])
}

/**
 * Downloads pages in ascending order, and tells with each up to where everything is there, in milliseconds.
 *
 * Errors: those of `fetchPage`.
 *
 * @since 0.1.0
 */
export async function* download(
  rest: Rest,
  span: Span
): AsyncGenerator<{ readonly rows: ReadonlyArray<Row>; readonly doneMs: number }> {
  const { granularity, toMs } = span
  const pageMs = pageSize * granularity.lengthMs
  let atMs = span.fromMs
  while (atMs < toMs) {
    const startMs = atMs
    const endMs = Math.min(startMs + pageMs, toMs)
    const page = await fetchPage(rest, { ...span, granularity: granularity.name, endMs })
    const rows = page.filter(([ts]) => Number(ts) >= startMs && Number(ts) < endMs)
    atMs = page.length > 0 ? endMs : Math.max(endMs, await beginning(rest, span, startMs))
    yield { rows, doneMs: Math.min(atMs, toMs) }
  }
}
