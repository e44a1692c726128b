/**
 * The HTTP shell: bytes in, the venue's answer out.
 *
 * @module
 * @since 0.1.0
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { VenueReply, VenueRequest } from "../exchange/Request.ts"

/**
 * What answers requests: a reply, or null where the connection is to be cut without one.
 *
 * @category models
 * @since 0.1.0
 */
export type Answer = (request: VenueRequest) => Promise<VenueReply | null>

/** The longest body that is read, bytes; the exchange's own requests are a few hundred. */
const mostBytes = 1_000_000

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Array<Buffer> = []
  let length = 0
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk as Uint8Array)
    length += bytes.length
    if (length > mostBytes) throw new Error("body too large")
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString("utf8")
}

const toRequest = async (incoming: IncomingMessage): Promise<VenueRequest> => {
  const { method, socket } = incoming
  const target = String(incoming.url)
  const mark = `${target}?`.indexOf("?")
  return {
    method: String(method),
    path: target.slice(0, mark),
    query: target.slice(mark + 1),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: await readBody(incoming),
    ip: String(socket.remoteAddress)
  }
}

const respond = async (incoming: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> => {
  // A request that breaks off takes its socket with it; the one to cut is the one that it came on.
  const { socket } = incoming
  try {
    const reply = await answer(await toRequest(incoming))
    if (reply === null) return void socket.destroy()
    response.writeHead(reply.status, reply.headers)
    response.end(reply.body)
  } catch {
    socket.destroy()
  }
}

/**
 * Makes an HTTP server that answers through `answer`. A request that cannot be read is cut off.
 *
 * @category constructors
 * @since 0.1.0
 */
export const httpServer = (answer: Answer): Server =>
  // Longer than Node's five seconds: a client's idle connection must not break because the server is a test.
  createServer({ keepAliveTimeout: 75_000 }, (incoming, response) => {
    void respond(incoming, response, answer)
  })
