import { posix } from "node:path"

const withoutCode = (text: string): string =>
  text
    .replace(/^(\s*)(```+)[^\n]*\n[\s\S]*?^\s*\2\s*$/gm, (code) => code.replace(/[^\n]/g, ""))
    .replace(/`[^`\n]*`/g, "")

/** The name by which a heading is linked to, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-")

const anchorsOf = (text: string): ReadonlySet<string> => {
  const fenced = text.replace(/^(```+)[^\n]*\n[\s\S]*?^\1\s*$/gm, "")
  return new Set(Array.from(fenced.matchAll(/^#{1,6} (.+)$/gm), ([, heading = ""]) => anchorOf(heading)))
}

/**
 * Names each relative link of the given pages (path and text) that leads nowhere, as `path:line: why`. `exists` answers for
 * files and folders of the repository.
 */
export const checkLinks = (
  pages: ReadonlyMap<string, string>,
  exists: (path: string) => boolean
): ReadonlyArray<string> => {
  const problemOf = (page: string, target: string): string | undefined => {
    const [path = "", anchor] = target.split("#")
    const file = path === "" ? page : posix.join(posix.dirname(page), path)
    if (!exists(file)) return `there is no ${file}`
    const text = pages.get(file)
    if (anchor === undefined || text === undefined || anchorsOf(text).has(anchor)) return undefined
    return `${file} has no heading #${anchor}`
  }
  return [...pages].flatMap(([page, text]) =>
    withoutCode(text)
      .split("\n")
      .flatMap((line, index) =>
        Array.from(line.matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target)
          .filter((target) => !/^[a-z]+:/i.test(target))
          .flatMap((target) => problemOf(page, target) ?? [])
          .map((why) => `${page}:${index + 1}: ${why}`)
      )
  )
}
