/**
 * Looks at the files that will be read and written before anything is: hours of work are not lost to a typing error.
 *
 * @module
 * @since 0.1.0
 */
import { randomUUID } from "node:crypto"
import { accessSync, closeSync, constants, openSync, realpathSync, rmSync, writeSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "./files.ts"
import { kindOf } from "./kindOf.ts"

/**
 * Files by the options that name them; undefined where one was not given.
 *
 * @since 0.1.0
 */
export type Paths = ReadonlyArray<readonly [option: string, path: string | undefined]>

/** What a path is once links are followed; a file that is not there yet is one of its folder. */
const placeOf = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return join(realpathSync(dirname(path)), basename(path))
  }
}

const tryToWrite = (path: string, flags: number, text: string): void => {
  const file = openSync(path, flags)
  try {
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
}

/** Only a file tells whether a folder takes one: rights, a read-only disk, quotas and a full one are all found so. */
const tryFolder = (folder: string): void => {
  const probe = join(folder, `.backhand-${randomUUID()}`)
  try {
    tryToWrite(probe, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, "?")
  } finally {
    rmSync(probe, { force: true })
  }
}

/** Why a file cannot be written; undefined where it can. Devices and pipes are written into, files replaced. */
const obstacle = (path: string): string | undefined => {
  if (path === "-") return "it would be a file of that name"
  const kind = kindOf(path)
  if (kind === "directory") return "it is a directory"
  const folder = dirname(path)
  if (kindOf(folder) !== "directory") return `there is no folder ${folder}`
  try {
    // A full device refuses even to be written nothing. A pipe would be waited for, and is only looked at.
    if (kind === "device") tryToWrite(path, constants.O_WRONLY, "")
    // A file that is protected is not replaced either, though its folder would allow it.
    else if (kind !== undefined) accessSync(path, constants.W_OK)
    // What a stream is redirected into is not replaced.
    const isReplaced = kind === undefined || (kind === "file" && !/^\/(?:dev|proc)\//.test(path))
    if (isReplaced) tryFolder(realpathSync(dirname(placeOf(path))))
    return undefined
  } catch (cause) {
    return reasonOf(cause)
  }
}

const refuse = (message: string, remedy: string): never => {
  throw new CommandError(2, message, remedy)
}

const checkInput = (option: string, path: string): void => {
  try {
    if (kindOf(path) === "directory") throw Object.assign(new Error(), { code: "EISDIR" })
    accessSync(path, constants.R_OK)
  } catch (cause) {
    const remedy = path === "-" ? "standard input is /dev/stdin" : "give the path of a readable file"
    refuse(`--${option}: ${path} cannot be read: ${reasonOf(cause)}`, remedy)
  }
}

const checkOutput = (option: string, path: string): void => {
  const why = obstacle(path)
  const remedy = path === "-" ? "standard output is /dev/stdout" : "give a path that can be written to"
  if (why !== undefined) refuse(`--${option}: ${path} cannot be written: ${why}`, remedy)
}

/**
 * Refuses inputs that cannot be read, and outputs that could not be written, that are files which are read, or that are
 * one file.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const checkFiles = (outputs: Paths, inputs: Paths): void => {
  const taken = new Map<string, string>()
  for (const [option, path] of inputs) {
    if (path === undefined) continue
    checkInput(option, path)
    if (kindOf(path) === "file") taken.set(placeOf(path), option)
  }
  for (const [option, path] of outputs) {
    if (path === undefined) continue
    checkOutput(option, path)
    if (["device", "pipe"].includes(kindOf(path) ?? "")) continue
    const place = placeOf(path)
    const other = taken.get(place)
    if (other !== undefined) refuse(`--${option}: ${path} is the file of --${other}`, "give each a file of its own")
    taken.set(place, option)
  }
}
