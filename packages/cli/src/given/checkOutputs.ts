/**
 * Looks at the files that will be written before anything is read or run: hours of work are not lost to a typing error.
 *
 * @module
 * @since 0.1.0
 */
import { randomUUID } from "node:crypto"
import { accessSync, closeSync, constants, openSync, realpathSync, rmSync, statSync, writeSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "./files.ts"

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
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory() === true) return "it is a directory"
  const folder = dirname(path)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return `there is no folder ${folder}`
  try {
    // A full device refuses even to be written nothing. A pipe would be waited for, and is only looked at.
    if (found?.isCharacterDevice() === true) tryToWrite(path, constants.O_WRONLY, "")
    else if (found?.isFile() === false) accessSync(path, constants.W_OK)
    else tryFolder(realpathSync(dirname(placeOf(path))))
    return undefined
  } catch (cause) {
    return reasonOf(cause)
  }
}

const refuse = (message: string, remedy: string): never => {
  throw new CommandError(2, message, remedy)
}

/**
 * Refuses outputs that could not be written, that are files which are read, or that are one file.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const checkOutputs = (outputs: Paths, inputs: Paths): void => {
  const taken = new Map<string, string>()
  for (const [option, path] of inputs)
    if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true)
      taken.set(placeOf(path), option)
  for (const [option, path] of outputs) {
    if (path === undefined) continue
    const why = obstacle(path)
    if (why !== undefined)
      refuse(`--${option}: ${path} cannot be written: ${why}`, "give a path that can be written to")
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) continue
    const place = placeOf(path)
    const other = taken.get(place)
    if (other !== undefined) refuse(`--${option}: ${path} is the file of --${other}`, "give each a file of its own")
    taken.set(place, option)
  }
}
