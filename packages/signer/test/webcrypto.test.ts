import { readFileSync } from "node:fs"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { SignerError } from "../src/index.ts"
import { signText } from "../src/web/signText.ts"
import * as Web from "../src/webcrypto.ts"
import { rsaCredentials } from "./vectors.ts"

/** Every source file that loading `entry` loads. */
const graph = (entry: URL, seen: Map<string, string> = new Map()): Map<string, string> => {
  if (seen.has(entry.href)) return seen
  const text = readFileSync(entry, "utf8").replaceAll(/\/\*\*.*?\*\//gs, "")
  seen.set(entry.href, text)
  const imports = text.matchAll(/^(?:import|export) (?!type )[^;]*?from "(?<from>[^"]+)"/gms)
  for (const { groups } of imports) {
    if (groups?.from?.startsWith(".")) graph(new URL(groups.from, entry), seen)
  }
  return seen
}

describe("the WebCrypto entry", () => {
  it("needs nothing of Node", () => {
    const files = graph(new URL("../src/webcrypto.ts", import.meta.url))
    assert.isAbove(files.size, 10)
    for (const [file, text] of files) {
      assert.notMatch(text, /from "node:|\bBuffer\b|\bprocess\b/, file)
    }
    assert.match(String([...graph(new URL("../src/index.ts", import.meta.url)).values()]), /from "node:crypto"/)
  })

  it("says SigningFailed where the runtime refuses, and quotes nothing", async () => {
    const error = await signText("HMAC", Promise.reject(new Error("hunter2")), "text").catch((cause: unknown) => cause)
    assert(error instanceof SignerError)
    assert.strictEqual(error.reason._tag, "SigningFailed")
    assert.notInclude(error.message, "hunter2")
  })

  it("reads short and long PKCS#1 envelopes alike, and refuses what is not a key inside", async () => {
    for (const bytes of [1, 127, 128, 255, 256, 70_000]) {
      const base64 = btoa("\u0000".repeat(bytes))
      const text = `-----BEGIN RSA PRIVATE KEY-----\n${base64}\n-----END RSA PRIVATE KEY-----`
      assert(Result.isFailure(await Web.rsaSigner(rsaCredentials(text))))
    }
  })
})
