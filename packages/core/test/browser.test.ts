import { fileURLToPath } from "node:url"
import { createContext, runInContext } from "node:vm"
import { gzipSync } from "node:zlib"
import { rolldown } from "rolldown"
import { assert, beforeAll, describe, it } from "vitest"

/**
 * The whole package with all it needs of Effect (`Result` and what that stands on), minified. A browser loads this
 * before it can show a preview of a reversal: it must stay smaller than one picture. There is room for a module or two;
 * a jump above it means that an import brought a runtime along (`effect/Schema` alone is about 23 kB).
 */
const ceilingBytes = 22_500

/** Reads a contract, plans a reversal and executes it, with nothing but the language itself. */
const program = `
  const { Contract, Fill, Order, Position, Rational, Wire } = core
  const get = (result) => { if (result._tag !== "Success") throw new Error(result.failure.message); return result.success }
  const instrument = get(Contract.decode({
    symbol: "ETHUSDT", quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "1", takerFeeRate: "0.0006"
  }))
  const leg = { lots: 20, entry: Rational.fromInteger(3000) }
  const position = { mode: "hedge", long: leg, short: null }
  const order = get(Order.reverse(instrument, position, { side: "long", lots: 3 }))
  const after = get(Fill.applyAll(instrument, Fill.account(position), Order.fills(order, Rational.fromInteger(3100))))
  JSON.stringify([Wire.encodeReversal(instrument, order).size, Rational.toDecimal(after.fees)])
`

const bundle = async (): Promise<string> => {
  const input = fileURLToPath(new URL("../src/index.ts", import.meta.url))
  const build = await rolldown({ input, platform: "browser", logLevel: "silent" })
  const { output } = await build.generate({ format: "iife", name: "core", minify: true })
  await build.close()
  assert.lengthOf(output, 1, "one file, nothing loaded later")
  return output[0].code
}

describe("the package in a browser", () => {
  let code = ""
  beforeAll(async () => {
    code = await bundle()
  })

  it("imports nothing of Node", () => {
    assert.notMatch(code, /\bnode:|\brequire\(|\bimport\(/)
  })

  it("works where there is only the language: no process, no require, no Buffer, no clock of a host", () => {
    const context = createContext(Object.create(null))
    assert.strictEqual(
      runInContext("[typeof process, typeof require, typeof Buffer, typeof setTimeout].join()", context),
      "undefined,undefined,undefined,undefined"
    )
    assert.strictEqual(runInContext(`${code};${program}`, context), '["3","11.16"]')
  })

  it("stays below its size", ({ annotate }) => {
    const bytes = gzipSync(code, { level: 9 }).byteLength
    process.stdout.write(`core in a browser: ${code.length} bytes minified, ${bytes} gzipped\n`)
    assert.isBelow(bytes, ceilingBytes)
    return annotate(`${bytes} bytes gzipped`)
  })
})
