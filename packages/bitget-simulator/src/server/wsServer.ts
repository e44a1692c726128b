/**
 * The WebSocket shell: sockets around sessions.
 *
 * @module
 * @since 0.1.0
 */
import { createServer, type IncomingMessage, type Server } from "node:http"
import type { Duplex } from "node:stream"
import { type WebSocket, WebSocketServer } from "ws"
import type { FaultBox } from "../faults/FaultBox.ts"
import type { State } from "../exchange/State.ts"
import { nextId, type Push } from "../exchange/State.ts"
import * as Channel from "../ws/Channel.ts"
import * as Session from "../ws/Session.ts"

/**
 * The sockets of a simulator.
 *
 * @category models
 * @since 0.1.0
 */
export interface Sockets {
  readonly server: Server
  /** Tells every subscriber what has happened. */
  readonly publish: (pushes: ReadonlyArray<Push>) => void
  /** Cuts connections that have not pinged for too long, and sends what was held back and has no successor. */
  readonly sweep: () => void
  /** Cuts every connection. */
  readonly reset: () => void
}

interface Connection {
  readonly session: Session.Session
  readonly socket: WebSocket
  held: string | null
  isHeldLong: boolean
}

/** 100 connections and 300 attempts in five minutes from one address (WebSocket introduction page). */
const mostConnections = 100
const mostAttempts = 300
const attemptsMs = 300_000

/** A private message under its faults: dropped, doubled, or held back until the next one has gone. */
const deliver = (connection: Connection, text: string, faults: FaultBox, atMs: number): void => {
  const { socket } = connection
  const { drop, duplicate, reorder, reset } = faults.rates(atMs).pushes ?? {}
  if (faults.strikes(reset)) return socket.terminate()
  if (faults.strikes(drop)) return
  if (connection.held === null && faults.strikes(reorder)) {
    connection.held = text
    connection.isHeldLong = false
    return
  }
  socket.send(text)
  if (faults.strikes(duplicate)) socket.send(text)
  if (connection.held !== null) socket.send(connection.held)
  connection.held = null
}

/** What is held back waits for one look and goes at the next. */
const release = (connection: Connection): void => {
  if (connection.held !== null && connection.isHeldLong) {
    connection.socket.send(connection.held)
    connection.held = null
  }
  connection.isHeldLong = true
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
}

const tell = (state: State, connection: Connection, push: Push, faults: FaultBox, atMs: number): void => {
  const { session, socket } = connection
  for (const subscription of session.subscriptions.values()) {
    const text = Channel.update(state, subscription, session.account, push, atMs)
    if (text === null) continue
    if (session.isPrivate) deliver(connection, text, faults, atMs)
    else socket.send(text)
  }
}

/** Puts a session behind an opened socket. */
const serve = (state: State, socket: WebSocket, session: Session.Session, now: () => number): void => {
  socket.on("error", () => socket.terminate())
  socket.on("message", (data: Buffer) => {
    const output = Session.receive(state, session, data.toString("utf8"), now())
    for (const text of output.texts) socket.send(text)
    if (output.isClosed) socket.close()
  })
}

/**
 * Makes the WebSocket server of an exchange.
 *
 * @category constructors
 * @since 0.1.0
 */
export const wsServer = (state: State, faults: FaultBox, now: () => number): Sockets => {
  const connections = new Set<Connection>()
  const attempts = new Map<string, ReadonlyArray<number>>()
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((_, response) => response.writeHead(426).end())

  const isRefused = (ip: string, atMs: number): boolean => {
    const recent = [...(attempts.get(ip) ?? []).filter((at) => at > atMs - attemptsMs), atMs]
    attempts.set(ip, recent)
    const open = [...connections].filter(({ session }) => session.ip === ip).length
    return recent.length > mostAttempts || open >= mostConnections
  }

  server.on("upgrade", (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    const ip = request.socket.remoteAddress ?? ""
    const path = (request.url ?? "").split("?")[0]
    if (path !== "/v2/ws/public" && path !== "/v2/ws/private") return refuse(duplex, "404 Not Found")
    if (isRefused(ip, now())) return refuse(duplex, "429 Too Many Requests")
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      const session = Session.make(nextId(state), path === "/v2/ws/private", ip, now())
      const connection: Connection = { session, socket, held: null, isHeldLong: false }
      connections.add(connection)
      socket.on("close", () => connections.delete(connection))
      serve(state, socket, session, now)
    })
  })

  const cut = (isDue: (session: Session.Session) => boolean) => {
    for (const { session, socket } of connections) if (isDue(session)) socket.terminate()
  }

  return {
    server,
    publish: (pushes) => {
      for (const push of pushes) for (const connection of connections) tell(state, connection, push, faults, now())
    },
    sweep: () => {
      for (const connection of connections) release(connection)
      cut((session) => Session.isIdle(session, now()))
    },
    reset: () => cut(() => true)
  }
}
