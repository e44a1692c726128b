import { execFileSync } from "node:child_process"
import { assert, describe, it } from "vitest"

/** What a process of its own prints that does this after it has loaded the package. */
const printed = (code: string): string => {
  const program = `import { createRequire } from "node:module"
    import { parseStrategy } from "./src/index.ts"
    const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("rxjs"))
    ${code}`
  const cwd = new URL("..", import.meta.url)
  const flags = ["--conditions=@backhand/source", "--input-type=module", "-e", program]
  return execFileSync(process.execPath, flags, { cwd, encoding: "utf8" }).trim()
}

describe("RxJS", () => {
  it("is loaded when a strategy runs on it, not before, and is the one that the strategy imports", () => {
    const code = `console.log(isLoaded())
      const { of, Observable } = await import("rxjs")
      const signals$ = of().pipe(parseStrategy("donchian:20").success.operator())
      console.log(signals$ instanceof Observable)`
    assert.strictEqual(printed(code), "false\ntrue")
  })
})
