/**
 * One WebSocket connection without its socket: messages in, messages out.
 *
 * @module
 * @since 0.1.0
 */
import type { Account } from "../exchange/Account.ts"
import type { State } from "../exchange/State.ts"
import * as Channel from "./Channel.ts"
import { login } from "./login.ts"

/**
 * A connection. It changes in place, through the functions of this module only.
 *
 * @category models
 * @since 0.1.0
 */
export interface Session {
  readonly connId: string
  readonly isPrivate: boolean
  readonly ip: string
  readonly subscriptions: Map<string, Channel.Subscription>
  readonly messagesAt: Array<number>
  readonly requestsAt: Array<number>
  account: Account | null
  pingedAt: number
}

/**
 * What goes out: texts in order, and whether the connection is closed after them.
 *
 * @category models
 * @since 0.1.0
 */
export interface Output {
  readonly texts: ReadonlyArray<string>
  readonly isClosed: boolean
}

/** Limits of the WebSocket introduction page. */
const mostMessagesPerSecond = 10
const mostRequestsPerHour = 240
const mostChannels = 1000
const mostBytes = 4096
const idleMs = 120_000

/**
 * A new connection to the public or the private address.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (connId: string, isPrivate: boolean, ip: string, atMs: number): Session => ({
  connId,
  isPrivate,
  ip,
  subscriptions: new Map(),
  messagesAt: [],
  requestsAt: [],
  account: null,
  pingedAt: atMs
})

const say = (...messages: ReadonlyArray<object | string>): Output => ({
  texts: messages.map((message) => (typeof message === "string" ? message : JSON.stringify(message))),
  isClosed: false
})

const error = (code: number, msg: string, arg?: unknown): Output =>
  say({ event: "error", ...(arg === undefined ? {} : { arg }), code, msg })

const closing = (output: Output): Output => ({ ...output, isClosed: true })

/** Counts one more in a window that slides; tells whether that is too many. */
const isTooMany = (times: Array<number>, most: number, windowMs: number, atMs: number): boolean => {
  while (times[0] !== undefined && times[0] <= atMs - windowMs) times.shift()
  times.push(atMs)
  return times.length > most
}

interface Message {
  readonly op: unknown
  readonly args: ReadonlyArray<Readonly<Record<string, unknown>>>
}

const parse = (text: string): Message | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== "object" || value === null) return undefined
    const args = "args" in value && Array.isArray(value.args) ? value.args : []
    return {
      op: "op" in value ? value.op : undefined,
      args: args.filter((arg) => typeof arg === "object" && arg !== null)
    }
  } catch {
    return undefined
  }
}

const subscribe = (state: State, self: Session, args: Message["args"], atMs: number): Output => {
  const texts: Array<string> = []
  for (const arg of args) {
    const found = Channel.find(state, self.isPrivate, arg)
    if (found === undefined) {
      texts.push(...error(30001, `${JSON.stringify(arg)} doesn't exist`, arg).texts)
      continue
    }
    if (self.isPrivate && self.account === null) return error(30004, "User needs to log in", arg)
    if (!self.subscriptions.has(found.key) && self.subscriptions.size >= mostChannels) {
      texts.push(...error(30006, "Too many channels", arg).texts)
      continue
    }
    self.subscriptions.set(found.key, found)
    texts.push(JSON.stringify({ event: "subscribe", arg }), ...Channel.snapshot(state, found, self.account, atMs))
  }
  return { texts, isClosed: false }
}

const unsubscribe = (state: State, self: Session, args: Message["args"]): Output =>
  say(
    ...args.map((arg) => {
      const found = Channel.find(state, self.isPrivate, arg)
      if (found !== undefined) self.subscriptions.delete(found.key)
      return { event: "unsubscribe", arg }
    })
  )

const loginWith = (state: State, self: Session, arg: Message["args"][number] | undefined, atMs: number): Output => {
  const verdict = login(state, arg ?? {}, atMs)
  if ("code" in verdict) return closing(error(verdict.code, verdict.message))
  self.account = verdict
  return say({ event: "login", code: 0, msg: "", connId: self.connId })
}

/**
 * Takes one text message.
 *
 * - More than 10 a second: error 30007 and the end. A wrong login: its error and the end.
 *
 * @category serving
 * @since 0.1.0
 */
export const receive = (state: State, self: Session, text: string, atMs: number): Output => {
  if (isTooMany(self.messagesAt, mostMessagesPerSecond, 1000, atMs))
    return closing(error(30007, "request over limit, connection close"))
  if (text === "ping") {
    self.pingedAt = atMs
    return say("pong")
  }
  if (Buffer.byteLength(text) > mostBytes) return error(30016, "Param error")
  const message = parse(text)
  if (message === undefined) return error(30002, "Illegal request")
  if (message.op === "login") return loginWith(state, self, message.args[0], atMs)
  if (message.op !== "subscribe" && message.op !== "unsubscribe") return error(30003, "Invalid op")
  if (isTooMany(self.requestsAt, mostRequestsPerHour, 3_600_000, atMs)) return error(30006, "Too many requests")
  return message.op === "subscribe"
    ? subscribe(state, self, message.args, atMs)
    : unsubscribe(state, self, message.args)
}

/**
 * Tells whether the exchange cuts the connection: it has heard no ping for two minutes.
 *
 * @category guards
 * @since 0.1.0
 */
export const isIdle = (self: Session, atMs: number): boolean => atMs - self.pingedAt >= idleMs
