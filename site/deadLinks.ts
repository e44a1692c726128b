import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** Links and sources of built pages that lead to no file, as `page: target`. */
export const deadLinks = (folder: string): ReadonlyArray<string> =>
  globSync("**/*.html", { cwd: folder }).flatMap((page) => {
    const html = readFileSync(join(folder, page), "utf8")
    const targets = Array.from(html.matchAll(/(?:href|src)="([^"#]+)/g), ([, target = ""]) => target)
    const local = targets.filter((target) => !/^[a-z]+:/i.test(target))
    return local
      .filter((target) => !existsSync(join(folder, dirname(page), decodeURI(target))))
      .map((target) => `${page}: ${target}`)
  })
