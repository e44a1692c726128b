/**
 * One life of the private socket: connecting, login, subscriptions, pings, and its end.
 *
 * @module
 * @since 0.1.0
 */
import { WebSocket } from "ws"
import { Alarm } from "./Alarm.ts"
import * as Pushes from "./pushes.ts"
import type { Session } from "./Session.ts"

/** Milliseconds. The exchange wants a ping every 30 seconds and cuts after two minutes without (WebSocket Intro). */
export interface Pace {
  readonly pingMs: number
  readonly pongMs: number
  readonly openMs: number
  readonly leastPauseMs: number
  readonly mostPauseMs: number
}

/**
 * Hears of a life.
 *
 * - `onLive` login and subscriptions are confirmed.
 * - `onProved` it has lasted for a ping and its answer.
 * - `onEnd` once, with the reason and the exchange's code where it gave one.
 */
export interface Keeper {
  readonly onLive: () => void
  readonly onProved: () => void
  readonly onPush: ReturnType<typeof Pushes.receiver>
  readonly onEnd: (why: string, code: string | null) => void
}

/** A list of every position of an account is far smaller. */
const mostBytes = 4 * 1024 * 1024

const channels = ["orders", "positions"] as const

export class SocketLife {
  readonly #session: Session
  readonly #pace: Pace
  readonly #keeper: Keeper
  readonly #socket: WebSocket
  readonly #subscribed = new Set<string>()
  readonly #opening = new Alarm()
  readonly #ping = new Alarm()
  readonly #pong = new Alarm()
  #why = "the connection was closed"
  #hasEnded = false

  constructor(session: Session, url: string, pace: Pace, keeper: Keeper) {
    this.#session = session
    this.#pace = pace
    this.#keeper = keeper
    this.#socket = new WebSocket(url, {
      handshakeTimeout: pace.openMs,
      maxPayload: mostBytes,
      perMessageDeflate: false,
      followRedirects: false
    })
    this.#opening.set(2 * pace.openMs, () => this.end("the exchange did not confirm the subscriptions in time"))
    this.#socket.on("open", () => void this.#login())
    this.#socket.on("message", (data: Buffer) => this.#take(data.toString("utf8")))
    this.#socket.on("error", ({ message }) => {
      this.#why = message
    })
    this.#socket.on("close", () => this.end(this.#why))
  }

  end(why: string, code: string | null = null): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    for (const alarm of [this.#opening, this.#ping, this.#pong]) alarm.clear()
    // Not a closing handshake: a connection that has gone silent would not answer it.
    this.#socket.terminate()
    this.#keeper.onEnd(why, code)
  }

  #send(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text)
  }

  async #login(): Promise<void> {
    try {
      this.#send((await this.#session.signer.login(this.#session.venueNow())).revealMessage())
    } catch {
      this.end("the login could not be signed")
    }
  }

  #subscribe(): void {
    const instType = this.#session.options.productType
    const args = channels.map((channel) => ({ instType, channel, instId: "default" }))
    this.#send(JSON.stringify({ op: "subscribe", args }))
    this.#ping.set(this.#pace.pingMs, () => this.#beat())
  }

  #beat(): void {
    this.#send("ping")
    this.#pong.set(this.#pace.pongMs, () => this.end("no answer to a ping"))
    this.#ping.set(this.#pace.pingMs, () => this.#beat())
  }

  #confirm(channel: string): void {
    this.#subscribed.add(channel)
    if (channels.some((name) => !this.#subscribed.has(name))) return
    this.#opening.clear()
    this.#keeper.onLive()
  }

  #take(text: string): void {
    const message = Pushes.decode(text)
    if (this.#hasEnded || message.message === "other") return
    if (message.message === "push") return this.#keeper.onPush(message)
    if (message.message === "login") return this.#subscribe()
    if (message.message === "subscribed") return this.#confirm(message.channel)
    if (message.message === "error") return this.end(`the exchange refused the socket (${message.code})`, message.code)
    this.#pong.clear()
    this.#keeper.onProved()
  }
}
