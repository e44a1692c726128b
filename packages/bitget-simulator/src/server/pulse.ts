/**
 * The heartbeat of a simulator: what falls due between requests.
 *
 * @module
 * @since 0.1.0
 */
import type { Exchange } from "../exchange/Exchange.ts"
import type { Player } from "../exchange/Player.ts"
import type { FaultBox } from "../faults/FaultBox.ts"
import type { Sockets } from "./wsServer.ts"

/**
 * Prices that are being played.
 *
 * @category models
 * @since 0.1.0
 */
export interface Playing {
  readonly symbol: string
  readonly player: Player
}

/**
 * Brings everything up to the present and tells subscribers; `stop` ends the heartbeat.
 *
 * @category models
 * @since 0.1.0
 */
export interface Pulse {
  readonly beat: () => void
  readonly stop: () => void
}

/** Milliseconds between looks at windows, events and idle sockets. */
const mostMs = 250

interface Parts {
  readonly exchange: Exchange
  readonly faults: FaultBox
  readonly sockets: Sockets
  readonly playing: ReadonlyArray<Playing>
  readonly now: () => number
}

const play = ({ exchange, playing }: Parts, atMs: number): void => {
  for (const { player, symbol } of playing)
    for (const point of player.take(atMs)) exchange.setPrice(symbol, point.price, point.atMs)
}

const wait = ({ exchange, now, playing }: Parts): number => {
  const atMs = now()
  const times = [exchange.nextAt(), ...playing.map(({ player }) => player.nextAt())]
  const next = times.reduce<number>((least, time) => Math.min(least, time ?? least), atMs + mostMs)
  return Math.max(1, Math.ceil(next - atMs))
}

/**
 * Starts a heartbeat. It beats when something is due, and before and after every request.
 *
 * @category constructors
 * @since 0.1.0
 */
export const startPulse = (parts: Parts): Pulse => {
  const { exchange, faults, now, sockets } = parts
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const beat = () => {
    const atMs = now()
    if (faults.apply(atMs)) sockets.reset()
    play(parts, atMs)
    exchange.advance(atMs)
    sockets.publish(exchange.drain())
    sockets.sweep()
    clearTimeout(timer)
    // A delayed answer may arrive after the end.
    if (!isStopped) timer = setTimeout(beat, wait(parts)).unref()
  }
  const stop = () => {
    isStopped = true
    clearTimeout(timer)
  }
  beat()
  return { beat, stop }
}
