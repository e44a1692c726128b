/**
 * Which file is of which symbol: `FILE`, `SYMBOL=FILE`, or a folder or pattern of files named after their symbols.
 *
 * @module
 * @since 0.1.0
 */
import { existsSync, globSync, readdirSync } from "node:fs"
import { basename, join } from "node:path"
import { CommandError } from "../CommandError.ts"
import { kindOf } from "../given/kindOf.ts"

/**
 * A file, and the symbol it is of where that was said.
 *
 * @since 0.1.0
 */
export interface Source {
  readonly symbol: string | undefined
  readonly path: string
}

const isData = (name: string): boolean => /\.(?:csv|csv\.gz|parquet|arrow|feather)$/i.test(name)

/**
 * The symbol that a file's name begins with: `BTCUSDT` of `btcusdt-1m-2025.csv`.
 *
 * @since 0.1.0
 */
const symbolOf = (path: string): string => /^[a-z\d]*/i.exec(basename(path))?.[0].toUpperCase() ?? ""

const named = (option: string, text: string, paths: ReadonlyArray<string>): ReadonlyArray<Source> => {
  if (paths.length > 0) return paths.toSorted().map((path) => ({ symbol: symbolOf(path), path }))
  throw new CommandError(2, `--${option}: ${text} has no data`, "expected: .csv, .csv.gz, .parquet or .arrow files")
}

const sourcesIn = (option: string, text: string): ReadonlyArray<Source> => {
  if (kindOf(text) === "directory")
    return named(
      option,
      text,
      readdirSync(text)
        .filter(isData)
        .map((name) => join(text, name))
    )
  const [, symbol, path] = existsSync(text) ? [] : (/^([a-z\d]+)=(.+)$/i.exec(text) ?? [])
  if (path !== undefined) return [{ symbol: symbol?.toUpperCase(), path }]
  return text.includes("*") ? named(option, text, globSync(text)) : [{ symbol: undefined, path: text }]
}

/**
 * Reads what an option was given. A file that stands for itself is of the symbol that its name begins with, where there
 * are others.
 *
 * Errors: `CommandError` with exit code 2 for a folder without data, and for a symbol that is there twice.
 *
 * @since 0.1.0
 */
export const sourcesOf = (option: string, given: ReadonlyArray<string> = []): ReadonlyArray<Source> => {
  const all = given.flatMap((text) => sourcesIn(option, text))
  const [only] = all
  if (all.length === 1 && only !== undefined) return [only]
  const seen = new Map<string, string>()
  return all.map(({ path, symbol = symbolOf(path) }) => {
    const other = seen.get(symbol)
    if (other !== undefined || symbol === "")
      throw new CommandError(
        2,
        other === undefined
          ? `--${option}: ${path} names no symbol`
          : `--${option}: ${other} and ${path} are of ${symbol}`,
        "give each symbol once, such as BTCUSDT=FILE"
      )
    seen.set(symbol, path)
    return { symbol, path }
  })
}

/** The file of an option where there is one symbol. */
const onlyFile = (option: string, given: ReadonlyArray<string> | undefined): string | undefined => {
  const [first, second] = sourcesOf(option, given)
  if (second === undefined) return first?.path
  throw new CommandError(2, `--${option}: several files for one symbol`, "give one file")
}

/** Options of which some name files of symbols. */
interface OfSymbols {
  readonly candles?: ReadonlyArray<string>
  readonly funding?: ReadonlyArray<string>
  readonly symbol?: string
}

/**
 * The options with the one file of each, and the symbol that is known by them.
 *
 * Errors: `CommandError` with exit code 2 for several files of funding.
 *
 * @since 0.1.0
 */
export const ofOneSymbol = <O extends OfSymbols>({ candles: _, funding, symbol, ...values }: O, source?: Source) => {
  const rates = onlyFile("funding", funding)
  const name = symbol ?? source?.symbol
  return {
    ...values,
    ...(source === undefined ? {} : { candles: source.path }),
    ...(rates === undefined ? {} : { funding: rates }),
    ...(name === undefined ? {} : { symbol: name })
  }
}

/**
 * The candles of what takes one symbol only.
 *
 * Errors: `CommandError` with exit code 2 for several symbols.
 *
 * @since 0.1.0
 */
export const onlySource = (given: ReadonlyArray<string> | undefined): Source | undefined => {
  const [first, ...more] = sourcesOf("candles", given)
  if (more.length === 0 || first === undefined) return first
  const names = [first, ...more].slice(0, 5).map(({ symbol }) => symbol)
  throw new CommandError(
    2,
    `--candles: a sweep is of one symbol, got ${more.length + 1}: ${names.join(", ")}${more.length > 4 ? ", …" : ""}`,
    "sweep each symbol by itself; backtest runs several on one account"
  )
}
