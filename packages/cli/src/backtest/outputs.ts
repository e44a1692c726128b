/**
 * Writes results to files, whole or not at all.
 *
 * @module
 * @since 0.1.0
 */
import { type Table, writePieces, writeTable } from "@backhand/backtest-adapter"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"

const writing = async (path: string, work: Promise<void>): Promise<void> => {
  try {
    await work
  } catch (cause) {
    throw new CommandError(1, `${path} cannot be written: ${reasonOf(cause)}`, "give a path that can be written to")
  }
}

/**
 * Writes a value as JSON.
 *
 * Errors: `CommandError` with exit code 1.
 *
 * @since 0.1.0
 */
export const writeJson = (path: string, value: unknown): Promise<void> => writeText(path, `${JSON.stringify(value)}\n`)

/**
 * Writes text.
 *
 * Errors: `CommandError` with exit code 1.
 *
 * @since 0.1.0
 */
export const writeText = (path: string, text: string): Promise<void> => writing(path, writePieces(path, [text]))

/**
 * The tables of a run that can be asked for, by the names of their options.
 *
 * @since 0.1.0
 */
const tableNames = ["trades", "fills", "equity", "events"] as const

type TableName = (typeof tableNames)[number]

/**
 * Writes the tables that were asked for, each in the form that its name ends in.
 *
 * Errors: `CommandError` with exit code 1.
 *
 * @since 0.1.0
 */
export const writeTables = async (
  values: { readonly [Name in TableName]?: string },
  tables: { readonly [Name in TableName]: () => Table.Table }
): Promise<void> => {
  for (const name of tableNames) {
    const path = values[name]
    if (path !== undefined) await writing(path, writeTable(path, tables[name]()))
  }
}
