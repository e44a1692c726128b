import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { definitions, makeStrategy, parseStrategy } from "../../src/strategies/builtIn.ts"

describe("the name of a strategy", () => {
  it.each([
    ["sma-cross:10,30", "sma-cross:10,30", 30],
    [" psar:0.02, 0.2 ", "psar:0.02,0.2", 2],
    ["supertrend", "supertrend:10,3", 11],
    ["donchian:55", "donchian:55", 55]
  ])("%j is read as %j", (text, name, warmup) => {
    const strategy = Result.getOrThrow(parseStrategy(text))
    assert.deepStrictEqual([strategy.name, strategy.warmup], [name, warmup])
  })

  it("tells whether its wishes rest", () => {
    const rests = definitions.map(({ name }) => [name, Result.getOrThrow(parseStrategy(name)).rests])
    assert.deepStrictEqual(Object.fromEntries(rests), {
      "sma-cross": false,
      "ema-cross": false,
      donchian: false,
      psar: false,
      "psar-stop": true,
      supertrend: false
    })
  })

  it.each([
    ["macd", "UnknownStrategy", /no strategy "macd"/],
    ["sma-cross:10", "BadParameters", /takes 2 numbers, got 1/],
    ["sma-cross:10,30,50", "BadParameters", /takes 2 numbers, got 3/],
    ["sma-cross:1.5,30", "BadParameters", /fast is a whole number/],
    ["sma-cross:0,30", "BadParameters", /fast is a whole number/],
    ["sma-cross:a,30", "BadParameters", /fast is a whole number/],
    ["sma-cross:30,30", "BadParameters", /fast is less than slow/],
    ["psar:0.3,0.2", "BadParameters", /step is at most the maximum/],
    ["psar:-0.1,0.2", "BadParameters", /step is a number above zero/],
    ["psar:1e-2,0.2", "BadParameters", /step is a number above zero/],
    ["sma-cross:1,2:3", "BadParameters", /more than one colon/]
  ])("%j is refused with a remedy", (text, tag, message) => {
    const result = parseStrategy(text)
    assert.isTrue(Result.isFailure(result))
    if (!Result.isFailure(result)) return
    assert.strictEqual(result.failure._tag, tag)
    assert.match(result.failure.message, message)
    assert.match(result.failure.remedy, /use one of|write/)
  })

  it("is not needed where the numbers are there already", () => {
    assert.strictEqual(Result.getOrThrow(makeStrategy("ema-cross", [5, 20])).name, "ema-cross:5,20")
  })
})
