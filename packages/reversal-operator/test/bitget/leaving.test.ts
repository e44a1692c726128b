import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { startSimulator } from "@backhand/bitget-simulator"
import { bitget, type Connection } from "@backhand/reversal-operator"
import { afterEach, assert, describe, it } from "vitest"
import { WebSocketServer } from "ws"
import { credentialsOf } from "./credentialsOf.ts"

const closers: Array<() => void> = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** Connects a venue that is left as soon as `leave` says so, and tells what is left of it. */
const leftOver = async (leave: (close: () => void) => Partial<Record<"ready" | "tell", () => void>>) => {
  const simulator = await startSimulator()
  const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" })
  await new Promise((resolve) => void sockets.on("listening", resolve))
  closers.push(
    () => void simulator.close(),
    () => sockets.close()
  )
  const address = sockets.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  let opened = 0
  sockets.on("connection", () => opened++)
  const venue = bitget({
    credentials: credentialsOf(simulator.credentials),
    productType: "USDT-FUTURES",
    symbols: ["ETHUSDT"],
    restUrl: simulator.rest,
    wsUrl: `ws://127.0.0.1:${port}`
  })
  const told: Array<string> = []
  await new Promise<void>((resolve) => {
    let connection: Connection | undefined
    const close = () => {
      connection?.close()
      told.push("left")
      resolve()
    }
    const hooks = leave(close)
    connection = venue.connect({
      now: () => Date.now(),
      ready: () => hooks.ready?.(),
      tell: ({ fact }) => {
        told.push(fact)
        hooks.tell?.()
      },
      fail: (error) => told.push(String(error))
    })
  })
  for (let turn = 0; turn < 300; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
  return { open: sockets.clients.size, opened, afterwards: told.slice(told.indexOf("left") + 1) }
}

const nothing = { open: 0, opened: 0, afterwards: [] }

describe("a venue whose clients cannot be made", () => {
  it("says so instead of waiting for ever, unless everybody has left", async () => {
    const venue = bitget({
      credentials: credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" }),
      productType: "USDT-FUTURES",
      restUrl: "http://127.0.0.1:9"
    })
    const connect = (onFail: (error: Error) => void) =>
      venue.connect({
        get now(): () => number {
          throw new Error("no clock")
        },
        ready: () => undefined,
        tell: () => undefined,
        fail: onFail
      })
    connect(() => assert.fail("nobody is there to hear of it")).close()
    const error = await new Promise<Error>(connect)
    assert.match(error.message, /cannot be loaded \(Error: no clock\).*Remedy/)
  })
})

describe("whoever leaves while the venue is being connected", () => {
  it("leaves no timer behind: in the pause before the exchange is asked again", { timeout: 30_000 }, () => {
    const program = fileURLToPath(new URL("leaver.ts", import.meta.url))
    const { stderr, stdout } = spawnSync(process.execPath, ["--conditions=@backhand/source", program], {
      encoding: "utf8"
    })
    assert.deepStrictEqual({ stderr, stdout }, { stderr: "", stdout: "waiting Timeout; left\n" })
  })

  it("leaves nothing behind: right after it is ready, before the private socket is in hand", async () => {
    const { afterwards, open } = await leftOver((close) => ({ ready: () => queueMicrotask(close) }))
    assert.deepStrictEqual({ open, afterwards }, { open: 0, afterwards: [] })
  })

  it("leaves nothing behind: on being told of the first position", async () => {
    assert.deepStrictEqual(await leftOver((close) => ({ tell: close })), nothing)
  })

  it("leaves nothing behind: before anything was learnt", async () => {
    const left = await leftOver((close) => {
      setImmediate(close)
      return {}
    })
    assert.deepStrictEqual(left, nothing)
  })
})
