import { createHmac } from "node:crypto"
import { assert } from "vitest"
import { WebSocket } from "ws"
import type { Credentials } from "../src/index.ts"
import type { Stage } from "./fixtures.ts"

export interface Message {
  readonly event?: string
  readonly action?: string
  readonly code?: number | string
  readonly arg?: Readonly<Record<string, string>>
  readonly data?: ReadonlyArray<Readonly<Record<string, string>>>
}

/** A socket that is read message by message: `next` waits for one, `rest` says what has come unread. */
export const openSocket = async (url: string) => {
  const socket = new WebSocket(url)
  const unread: Array<string> = []
  const readers: Array<(text: string) => void> = []
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()))
  socket.on("error", () => undefined)
  socket.on("message", (data: Buffer) => {
    const reader = readers.shift()
    if (reader === undefined) unread.push(data.toString("utf8"))
    else reader(data.toString("utf8"))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve())
    socket.once("error", reject)
  })
  const nextText = (): Promise<string> => {
    const text = unread.shift()
    return text === undefined ? new Promise((resolve) => readers.push(resolve)) : Promise.resolve(text)
  }
  return {
    closed,
    close: () => socket.terminate(),
    send: (message: object | string) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    nextText,
    next: async () => JSON.parse(await nextText()) as Message,
    /** Everything up to the answer to a ping sent now. */
    untilPong: async () => {
      socket.send("ping")
      const messages: Array<Message> = []
      for (let text = await nextText(); text !== "pong"; text = await nextText())
        messages.push(JSON.parse(text) as Message)
      return messages
    }
  }
}

export const loginWith = ({ apiKey, passphrase, secret }: Credentials, timestamp: number | string) => ({
  op: "login",
  args: [
    {
      apiKey,
      passphrase,
      timestamp,
      sign: createHmac("sha256", secret).update(`${timestamp}GET/user/verify`).digest("base64")
    }
  ]
})

export const subscribeTo = (channel: string, instId = "default", instType = "USDT-FUTURES") => ({
  op: "subscribe",
  args: [{ instType, channel, instId }]
})

/** The private socket, logged in and subscribed. */
export const loggedIn = async ({ clock, simulator }: Stage, ...channels: ReadonlyArray<string>) => {
  const socket = await openSocket(`${simulator.ws}/private`)
  socket.send(loginWith(simulator.credentials, Math.floor(clock.now() / 1000)))
  assert.deepInclude(await socket.next(), { event: "login", code: 0 })
  for (const channel of channels) {
    socket.send(subscribeTo(channel))
    assert.strictEqual((await socket.next()).event, "subscribe")
  }
  return socket
}
