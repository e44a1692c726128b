/**
 * Runs a sweep: progress while it goes on, rows and files when it ends or is interrupted.
 *
 * @module
 * @since 0.1.0
 */
import { renderSweepReport, reportOfSweep, runSplits, type SplitOutcome, Sweep } from "@backhand/backtest-adapter"
import * as Result from "effect/Result"
import { readFileSync } from "node:fs"
import { orRefuse } from "../asCommandError.ts"
import { costsInWords } from "../backtest/report.ts"
import { writeJson, writeText } from "../backtest/outputs.ts"
import { periodOf } from "../backtest/summaryTable.ts"
import { moduleOf } from "../backtest/wishes.ts"
import type { Values } from "../Command.ts"
import { CommandError, type ExitCode } from "../CommandError.ts"
import { checkFiles } from "../given/checkFiles.ts"
import { reasonOf } from "../given/files.ts"
import { kindOf } from "../given/kindOf.ts"
import { type Host, send } from "../Host.ts"
import { onInterrupt } from "../interrupts.ts"
import { ofOneSymbol, onlySource } from "../portfolio/sources.ts"
import { commandLine } from "../terminal/commandLine.ts"
import { counted } from "../terminal/figures.ts"
import { paintFor } from "../terminal/Paint.ts"
import { progressOn } from "../terminal/progress.ts"
import type { sweepOptions } from "./options.ts"
import { type Options, type Plan, readPlan } from "./plan.ts"
import { rowLines, splitLines, sweepJson } from "./rows.ts"

/** A strategy that fails on its way is the work failing; anything else that is refused was wrong from the start. */
const orFail = <A>(
  { strategy = "" }: Options,
  result: Result.Result<A, { readonly field: string; readonly message: string; readonly remedy: string }>
) => {
  if (Result.isSuccess(result) || result.failure.field !== "strategy") return orRefuse(result)
  const why = result.failure.message.replace(/^strategy: /, "")
  throw new CommandError(1, `${strategy}: the strategy failed: ${why}`, "correct the strategy")
}

/** Rows are added to a file that is there: only to one of rows. */
const checkRows = (path: string | undefined): void => {
  if (path === undefined || kindOf(path) !== "file") return
  const text = readFileSync(path, "utf8").trimStart()
  if (text !== "" && !text.startsWith('{"key":'))
    throw new CommandError(2, `--resume: ${path} is there already, and has no rows of a sweep`, "give another file")
}

/** The sweep and, where it was asked for, the walk-forward; the first interrupt ends both, a second one the process. */
const runAll = async (plan: Plan, host: Host, values: Options) => {
  const { by, grid, job, splits, workers } = plan
  const { resume } = values
  const cancel = new AbortController()
  const deaf = onInterrupt(host, () => {
    cancel.abort()
    deaf()
  })
  const progress = progressOn(host)
  const options = { workers, by, resume, signal: cancel.signal }
  try {
    const onRow: Sweep.SweepOptions["onRow"] = (_, done, total) => progress.show(done / total, `${done} of ${total}`)
    const result = orFail(values, await Sweep.run(job, grid, { ...options, onRow }))
    const outcomes = splits === undefined ? undefined : orFail(values, await runSplits(job, grid, splits, options))
    return { result, outcomes }
  } catch (cause) {
    // A row that the file system did not take; anything else is no matter of the file.
    if (!(cause instanceof Error && "syscall" in cause)) throw cause
    throw new CommandError(1, `${resume} cannot be written: ${reasonOf(cause)}`, "make room, or keep rows elsewhere")
  } finally {
    progress.end()
    deaf()
  }
}

type Found = { readonly result: Sweep.SweepResult; readonly outcomes: ReadonlyArray<SplitOutcome> | undefined }

const titleOf = ({ loaded }: Plan, { strategy = "" }: Options): string => `${loaded.symbol ?? "BACKTEST"} ${strategy}`

const shown = (host: Host, plan: Plan, values: Options, { outcomes, result }: Found): string => {
  const { axes, leftOut, rows } = result
  const paint = paintFor(host, "stdout")
  const left = leftOut === 0 ? "" : `, ${leftOut} left out`
  return [
    paint.bold(titleOf(plan, values)),
    `${periodOf(plan.job.bars)}, ${counted(rows.length, "combination")} by ${plan.by}${left}`,
    "",
    ...rowLines(axes, rows),
    ...(outcomes === undefined ? [] : ["", paint.bold("Walk-forward"), ...splitLines(axes, outcomes)]),
    ""
  ].join("\n")
}

const reportOf = (host: Host, plan: Plan, values: Options, { outcomes, result }: Found): string => {
  const { by, costs, job, loaded, notes } = plan
  const about = {
    title: titleOf(plan, values),
    coin: loaded.instrument?.marginCoin ?? "USDT",
    command: commandLine(host),
    parameters: [
      ["candles", values.candles ?? ""],
      ["grid", values.grid ?? ""],
      ...costsInWords(costs),
      ["funding", values.funding ?? "none"]
    ] as const,
    notes,
    by
  }
  const walkForward = outcomes === undefined ? undefined : { bars: job.bars, outcomes }
  return renderSweepReport(reportOfSweep(result, { ...about, walkForward }))
}

/**
 * Runs `backhand sweep`.
 *
 * Errors: rejects with a `CommandError`: 2 for options and files that cannot be used, 1 for a file that cannot be written.
 * An interrupted sweep ends with 1.
 *
 * @since 0.1.0
 */
export const start = async (given: Values<typeof sweepOptions>, host: Host): Promise<ExitCode> => {
  const values = ofOneSymbol(given, onlySource(given.candles))
  const { candles, funding, instrument, json, report, resume } = values
  const strategy = moduleOf(values.strategy)
  checkFiles(Object.entries({ resume, json, report }), Object.entries({ candles, funding, instrument, strategy }))
  checkRows(resume)
  const plan = await readPlan(values, host)
  const found = await runAll(plan, host, values)
  const { isComplete, leftOut, resumed, rows } = found.result
  if (isComplete && rows.length === 0)
    throw new CommandError(
      2,
      `--grid: none of ${counted(leftOut, "combination")} makes sense to ${values.strategy}`,
      "a fast average has to be shorter than a slow one, a step at most the maximum"
    )
  if (resumed > 0) host.stderr.write(`${counted(resumed, "row")} taken from ${values.resume}\n`)
  if (!isComplete)
    host.stderr.write(
      `interrupted after ${counted(rows.length, "row")}; ` +
        (values.resume === undefined
          ? "with --resume FILE a sweep can go on\n"
          : "the same command goes on from here\n")
    )
  await send(host.stdout, shown(host, plan, values, found))
  if (values.json !== undefined) await writeJson(values.json, sweepJson(plan.by, found.result, found.outcomes))
  if (values.report !== undefined) await writeText(values.report, reportOf(host, plan, values, found))
  return isComplete ? 0 : 1
}
