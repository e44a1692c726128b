import { readFileSync } from "node:fs"
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import { publint } from "publint"
import { formatMessage } from "publint/utils"

/** Packages are modules only, for Node with `exports` and for bundlers. */
const ignored = new Set<string>(["node10", "node16-cjs"])

const typesOf = async (tarball: Uint8Array): Promise<ReadonlyArray<string>> => {
  const found = await checkPackage(createPackageFromTarballData(tarball))
  if (found.types === false) return ["attw: the package has no types"]
  const counted = found.problems.filter(
    (problem) => !("resolutionKind" in problem && ignored.has(problem.resolutionKind))
  )
  return counted.map((problem) => `attw: ${JSON.stringify(problem)}`)
}

const manifestOf = async (tarball: Uint8Array): Promise<ReadonlyArray<string>> => {
  const data = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) as ArrayBuffer
  const { messages, pkg } = await publint({ pack: { tarball: data }, strict: true })
  const errors = messages.filter(({ type }) => type === "error")
  return errors.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`)
}

/** What is wrong with a packed package: how its manifest and its types look to Node and to TypeScript. */
export const checkTarball = async (path: string): Promise<ReadonlyArray<string>> => {
  const tarball = readFileSync(path)
  return [...(await manifestOf(tarball)), ...(await typesOf(tarball))]
}
