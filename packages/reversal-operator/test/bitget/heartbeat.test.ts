import { hmacSigner } from "@backhand/signer"
import type { SocketState, VenueFact } from "@backhand/reversal-operator"
import { filter, firstValueFrom, ReplaySubject } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import { type WebSocket, WebSocketServer } from "ws"
import * as Session from "../../src/internal/bitget/Session.ts"
import * as Socket from "../../src/internal/bitget/Socket.ts"
import type { Pace } from "../../src/internal/bitget/SocketLife.ts"
import { credentialsOf } from "./credentialsOf.ts"

const closers: Array<() => void> = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const login = '{"event":"login","code":0,"msg":"","connId":"1"}'
const subscribed = (channel: string) =>
  JSON.stringify({ event: "subscribe", arg: { instType: "USDT-FUTURES", channel, instId: "default" } })

interface Heard {
  readonly text: string
  readonly socket: WebSocket
  readonly life: number
}

/** What a healthy exchange says to a message. */
const healthy = ({ socket, text }: Heard): void => {
  if (text === "ping") socket.send("pong")
  else if (text.includes('"login"')) socket.send(login)
  else for (const channel of ["orders", "positions"]) socket.send(subscribed(channel))
}

/** Answers are waited for however long a busy machine takes for them. */
const patient: Pace = { pingMs: 30, pongMs: 20_000, openMs: 20_000, leastPauseMs: 10, mostPauseMs: 40 }

/** A socket of the venue on a server that says what it is told to; every life is a connection. */
const open = async (
  say: (heard: Heard) => void,
  { onSocket, pace }: { readonly onSocket?: (state: SocketState) => void; readonly pace?: Partial<Pace> } = {}
) => {
  const heard = new ReplaySubject<Heard>()
  const states = new ReplaySubject<SocketState>()
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" })
  await new Promise((resolve) => void server.on("listening", resolve))
  let lives = 0
  server.on("connection", (socket) => {
    const life = ++lives
    socket.on("message", (data: Buffer) => {
      const message = { text: data.toString(), socket, life }
      heard.next(message)
      say(message)
    })
  })
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const failures: Array<Error> = []
  const facts: Array<VenueFact> = []
  const session = Session.make({
    link: {
      now: () => Date.now(),
      ready: () => undefined,
      tell: (fact) => facts.push(fact),
      fail: (error) => failures.push(error)
    },
    options: {
      credentials: credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" }),
      productType: "USDT-FUTURES",
      onSocket: (state) => {
        states.next(state)
        onSocket?.(state)
      }
    },
    rest: new URL("http://127.0.0.1:9"),
    ws: new URL(`ws://127.0.0.1:${port}/v2/ws`),
    signer: hmacSigner(credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" }))
  })
  let clocks = 0
  const learnClock = async () => void clocks++
  const socket = Socket.open(session, learnClock, { ...patient, ...pace })
  const close = () => {
    Session.close(session)
    socket?.close()
    for (const client of server.clients) client.terminate()
    server.close()
  }
  closers.push(close)
  const message = (is: (heard: Heard) => boolean) => firstValueFrom(heard.pipe(filter(is)))
  const state = (is: (state: SocketState) => boolean) => firstValueFrom(states.pipe(filter(is)))
  return { failures, message, state, clocks: () => clocks, close, lives: () => lives }
}

const isDown = (state: SocketState) => state.socket === "down"

describe("the heartbeat of the private socket", () => {
  it("begins when the subscriptions are made, and goes on while it is answered", async () => {
    let pings = 0
    const { lives, message } = await open((heard) => {
      if (heard.text === "ping") pings++
      healthy(heard)
    })
    await message(() => pings === 4)
    assert.strictEqual(lives(), 1)
  })

  it("ends a connection that has gone silent, and makes a new one", async () => {
    const { message, state } = await open((heard) => heard.text === "ping" || healthy(heard), { pace: { pongMs: 30 } })
    assert.containsSubset(await state(isDown), { why: "no answer to a ping", retryMs: 10 })
    await message(({ life, text }) => life === 2 && text.includes("subscribe"))
  })

  it("waits twice as long after each failure, up to a limit, and anew from the beginning once a life was proved", async () => {
    let lived = 0
    const pauses: Array<number> = []
    const { message } = await open(
      (heard) => {
        if (heard.life < 6) heard.socket.terminate()
        else {
          healthy(heard)
          if (heard.text === "ping" && ++lived === 2) heard.socket.terminate()
        }
      },
      { onSocket: (state) => state.socket === "down" && pauses.push(state.retryMs) }
    )
    await message(({ life }) => life === 7)
    assert.deepStrictEqual(pauses, [10, 20, 40, 40, 40, 10])
  })

  it("gives a login up that is not answered in time", async () => {
    const { state } = await open(() => undefined, { pace: { openMs: 300 } })
    assert.containsSubset(await state(isDown), { why: "the exchange did not confirm the subscriptions in time" })
  })

  it("asks for the exchange's time after a login that came too late, and for nothing after another refusal", async () => {
    const refusal = (code: number | string) => JSON.stringify({ event: "error", code, msg: "" })
    for (const [code, asked] of [
      [30014, 1],
      ["30013", 1],
      [30011, 0]
    ] as const) {
      const { clocks, state, close } = await open(({ socket }) => socket.send(refusal(code)))
      assert.containsSubset(await state(isDown), { why: `the exchange refused the socket (${code})` })
      assert.strictEqual(clocks(), asked)
      close()
    }
  })

  it("is not disturbed by what it does not know", async () => {
    const { state } = await open((heard) => {
      for (const text of ["", "{", "[]", '"x"', '{"event":"news"}', '{"data":{}}']) heard.socket.send(text)
      healthy(heard)
    })
    await state(({ socket }) => socket === "live")
  })

  it("tells a listener that throws through the stream, not through the process", async () => {
    const { failures, state } = await open(healthy, {
      onSocket: () => {
        throw new Error("mine")
      }
    })
    await state(({ socket }) => socket === "live")
    assert.match(String(failures[0]), /mine/)
  })
})
