import { assert, describe, it } from "vitest"
import { differences } from "../src/differences.ts"

const fill = { bar: 3, what: "open 5 lots long", price: "100.1", fee: "0.3", profit: "0" }

describe("differences", () => {
  it("finds none between equal executions", () => {
    assert.deepStrictEqual(differences([fill], [{ ...fill }]), [])
  })

  it("names both sides of a difference, and what one side lacks", () => {
    const [price, missing] = differences([fill, fill], [{ ...fill, price: "100.2" }])
    assert.match(price ?? "", /live bar 3.*100\.1.*offline bar 3.*100\.2/)
    assert.match(missing ?? "", /offline nothing/)
  })
})
