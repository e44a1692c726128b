import { createServer, type Server, type Socket } from "node:net"
import { hmacSigner } from "@backhand/signer"
import { afterEach, assert, describe, it, vi } from "vitest"
import { Pool } from "undici"
import { ask } from "../../src/internal/bitget/ask.ts"
import { Deadlines } from "../../src/internal/bitget/Deadlines.ts"
import { exchangeOnce, Unanswered } from "../../src/internal/bitget/exchangeOnce.ts"
import * as Rest from "../../src/internal/bitget/Rest.ts"
import { credentialsOf } from "./credentialsOf.ts"

const signer = hmacSigner(credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" }))
const closers: Array<() => void> = []
afterEach(() => {
  vi.useRealTimers()
  for (const close of closers.splice(0)) close()
})

const answer = (body: string, length = body.length, extra = "") =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\nx-mbx-used-remain-limit: 9\r\n${extra}\r\n${body}`

/** A server of bytes: `onRequest` decides about each request, by its number and the request's number on its socket. */
const bytes = async (
  onRequest: (socket: Socket, count: number, onSocket: number) => void,
  heads: Array<string> = []
) => {
  const heard: Array<string> = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    let onSocket = 0
    sockets.add(socket)
    socket.on("error", () => undefined)
    socket.on("data", (data) => {
      heads.push(data.toString())
      for (const line of data.toString().split("\r\n")) {
        if (!/^(GET|POST) /.test(line)) continue
        heard.push(line)
        onRequest(socket, heard.length, ++onSocket)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const url = new URL(`http://127.0.0.1:${port}`)
  const rest = Rest.make({ url, signer, isDemo: true, now: () => 1, venueNow: () => 1 })
  closers.push(() => {
    rest.close()
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return { heard, port, rest, sockets, stop: () => new Promise<void>((resolve) => void server.close(() => resolve())) }
}

const patient = new Deadlines(60_000)

/** One connection, as it comes. */
const poolAt = (port: number): Pool => {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 1, pipelining: 1 })
  closers.push(() => void pool.destroy())
  return pool
}

const caught = async (promise: Promise<unknown>): Promise<Unanswered> => {
  const cause: unknown = await promise.then(
    () => new Error("an answer came"),
    (error: unknown) => error
  )
  if (cause instanceof Unanswered) return cause
  throw cause
}

const post = (rest: Rest.Rest) => rest.post("/x", "{}", 1)

describe("a request on a kept-alive connection", () => {
  it("is written once when the exchange resets the connection on receiving it, and may have arrived", async () => {
    const { heard, rest } = await bytes((socket, count) =>
      count === 1 ? socket.write(answer("{}")) : socket.resetAndDestroy()
    )
    await post(rest)
    assert.isTrue((await caught(post(rest))).wasWritten)
    assert.strictEqual(heard.length, 2)
  })

  it("is written once when the exchange ends the connection without an answer", async () => {
    const { heard, rest } = await bytes((socket, count) => (count === 1 ? socket.write(answer("{}")) : socket.end()))
    await post(rest)
    assert.isTrue((await caught(post(rest))).wasWritten)
    assert.strictEqual(heard.length, 2)
  })

  it("goes over the connection of the one before, reads and orders each over their own", async () => {
    const { heard, rest, sockets } = await bytes((socket) => socket.write(answer("{}")))
    for (let time = 0; time < 3; time++) {
      await post(rest)
      await rest.get("/y", {})
    }
    assert.deepStrictEqual([heard.length, sockets.size], [6, 2])
  })

  it("is sent nowhere else, whatever the answer points at", async () => {
    const { heard, rest } = await bytes((socket) =>
      socket.write("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    )
    assert.deepInclude(await post(rest), { status: 307, body: "" })
    assert.deepStrictEqual(heard, ["POST /x HTTP/1.1"])
  })

  it("goes over a new connection when the old one was closed while it was idle", async () => {
    const { heard, rest, sockets } = await bytes((socket) => socket.write(answer("{}")))
    await post(rest)
    const gone = [...sockets].map((socket) => new Promise<void>((resolve) => void socket.on("close", () => resolve())))
    for (const socket of sockets) socket.end()
    await Promise.all(gone)
    assert.strictEqual((await post(rest)).status, 200)
    assert.strictEqual(heard.length, 2)
    assert.strictEqual(sockets.size, 2)
  })

  it("has a connection to itself: a second one is not written behind an unanswered first", async () => {
    const waiting: Array<() => void> = []
    const { rest, sockets } = await bytes((socket, _count, onSocket) => {
      assert.strictEqual(onSocket, 1)
      waiting.push(() => socket.write(answer("{}")))
      if (waiting.length === 16) for (const go of waiting) go()
    })
    const responses = await Promise.all(Array.from({ length: 16 }, () => post(rest)))
    assert.isTrue(responses.every(({ status }) => status === 200))
    assert.strictEqual(sockets.size, 16)
  })

  it("has no answer when the body is cut off in the middle", async () => {
    const { heard, rest } = await bytes((socket) => socket.end(answer('{"code":"00000"', 500)))
    assert.isTrue((await caught(post(rest))).wasWritten)
    assert.strictEqual(heard.length, 1)
  })

  it("that never left is told apart", async () => {
    const { rest, stop } = await bytes(() => undefined)
    await stop()
    assert.isFalse((await caught(post(rest))).wasWritten)
  })

  it("is not written when everybody has left", async () => {
    const { heard, rest } = await bytes(() => undefined)
    rest.close()
    assert.isFalse((await caught(post(rest))).wasWritten)
    assert.deepStrictEqual(heard, [])
  })

  it("is not tried again when everybody leaves while it is under way", async () => {
    const written = Promise.withResolvers<void>()
    const { heard, rest } = await bytes(() => written.resolve())
    const asked = ask(rest, "get", "its time", "/time", {}).catch(String)
    await written.promise
    vi.useFakeTimers({ toFake: ["setTimeout"] })
    rest.close()
    assert.match(String(await asked), /could not be asked for its time/)
    vi.useRealTimers()
    assert.lengthOf(heard, 1)
  })

  it("takes the last of several statuses, a body of any length, and the remaining calls", async () => {
    const { rest } = await bytes((socket) => {
      socket.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")
      const body = JSON.stringify({ text: "é".repeat(50_000) })
      socket.write(answer(body, Buffer.byteLength(body)))
    })
    const response = await post(rest)
    const { body, status } = response
    assert.deepStrictEqual([status, Rest.remainingOf(response), body.length], [200, 9, 50_011])
  })

  it("that everybody may make is not signed, so that a wrong clock is no hindrance; for demo trading it says so", async () => {
    const heads: Array<string> = []
    const { heard, rest } = await bytes((socket) => socket.write(answer("{}")), heads)
    assert.strictEqual((await rest.look("/time", {})).status, 200)
    await rest.look("/contracts", { productType: "USDT-FUTURES" })
    assert.deepStrictEqual(heard, ["GET /time HTTP/1.1", "GET /contracts?productType=USDT-FUTURES HTTP/1.1"])
    assert.notMatch(heads.join(), /ACCESS/i)
    assert.match(heads.join(), /paptrading: 1/)
  })

  it("has no answer when that trickles in for too long", async () => {
    const { heard, port } = await bytes((socket) => socket.write(answer('{"code"', 500)))
    const pool = poolAt(port)
    assert.isTrue((await caught(exchangeOnce(pool, { method: "POST", path: "/x" }, new Deadlines(40), 0))).wasWritten)
    assert.strictEqual(heard.length, 1)
  })

  it("that found no free connection in time is never written", async () => {
    let release: (() => void) | undefined
    const { heard, port } = await bytes((socket) => {
      release = () => socket.write(answer("{}"))
    })
    const pool = poolAt(port)
    const first = exchangeOnce(pool, { method: "POST", path: "/first" }, patient, 0)
    assert.isFalse(
      (await caught(exchangeOnce(pool, { method: "POST", path: "/late" }, new Deadlines(40), 0))).wasWritten
    )
    release?.()
    assert.strictEqual((await first).status, 200)
    const last = exchangeOnce(pool, { method: "POST", path: "/last" }, patient, 0)
    while (heard.length < 2) await new Promise<void>((resolve) => setImmediate(resolve))
    release?.()
    await last
    assert.deepStrictEqual(heard, ["POST /first HTTP/1.1", "POST /last HTTP/1.1"])
  })

  it("refuses a query that cannot be signed", async () => {
    const { heard, rest } = await bytes(() => undefined)
    const cause: unknown = await rest.get("/x", { a: "1&b=2" }).catch((error: unknown) => error)
    assert.instanceOf(cause, Error)
    assert.deepStrictEqual(heard, [])
  })
})
