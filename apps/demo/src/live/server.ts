/** The dashboard's server, on loopback only: the built page, the stream of events, and the switches. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { readFile } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import { extname, join, normalize } from "node:path"

/** What the page can ask for. */
export interface Service {
  readonly snapshot: () => unknown
  readonly update: () => unknown
  /** Touches a switch; false where there is none of that name. */
  readonly flip: (name: string, isOn: boolean) => boolean
  readonly replay: () => Promise<unknown>
}

export interface Server {
  readonly url: string
  readonly port: number
  /** Sends an update to every page. */
  readonly publish: () => void
  readonly close: () => Promise<void>
}

const host = "127.0.0.1"

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store"
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml"
}

const end = (response: ServerResponse, status: number, body: string | Buffer = "", type = "text/plain"): void => {
  response.writeHead(status, { ...headers, "content-type": type }).end(body)
}

/** Another site's page may reach loopback under a name of its own, or post to it: neither is let in. */
const isOurs = ({ headers: { host: named, origin } }: IncomingMessage, port: number): boolean => {
  const names = new Set([`${host}:${port}`, `localhost:${port}`])
  return names.has(named ?? "") && (origin === undefined || names.has(origin.replace("http://", "")))
}

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = ""
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > 1000) throw new RangeError("too long")
  }
  return JSON.parse(text)
}

const sendFile = async (folder: string, path: string, response: ServerResponse): Promise<void> => {
  const name = normalize(path === "/" ? "/index.html" : path)
  const type = types[extname(name)]
  if (type === undefined) return end(response, 404, "not found")
  try {
    end(response, 200, await readFile(join(folder, name)), type)
  } catch {
    end(response, 404, "not found")
  }
}

const flip = async (service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  try {
    const body = await bodyOf(request)
    if (typeof body !== "object" || body === null || !("name" in body) || !("on" in body)) return end(response, 400)
    const isKnown = typeof body.name === "string" && service.flip(body.name, body.on === true)
    end(response, isKnown ? 204 : 404)
  } catch {
    end(response, 400, "expected a JSON object with a name and on")
  }
}

const write = (page: ServerResponse, message: unknown): void => {
  page.write(`data: ${JSON.stringify(message)}\n\n`)
}

/** Bytes that may wait for a page that does not read; then it is let go, and comes back for a snapshot. */
const mostWaiting = 4_000_000

/** Serves the page in `folder` and everything that it asks for. Port 0 takes a free one. */
export const serve = async (folder: string, service: Service, port: number): Promise<Server> => {
  const pages = new Set<ServerResponse>()
  const listen = (response: ServerResponse): void => {
    response.writeHead(200, { ...headers, "content-type": "text/event-stream" })
    response.write("retry: 500\n")
    write(response, service.snapshot())
    pages.add(response)
    response.on("close", () => pages.delete(response))
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost")
    if (!isOurs(request, taken())) return end(response, 403, "this server answers its own page only")
    if (request.method === "POST" && request.headers["content-type"] !== "application/json") return end(response, 415)
    if (request.method === "POST" && pathname === "/switch") return flip(service, request, response)
    if (request.method === "POST" && pathname === "/replay")
      return end(response, 200, JSON.stringify(await service.replay()), "application/json")
    if (request.method !== "GET") return end(response, 405)
    return pathname === "/events" ? listen(response) : sendFile(folder, pathname, response)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => end(response, 500))
  })
  const taken = () => (server.address() as AddressInfo).port
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`port ${port} is taken: name another, or none`) : error)
    )
    server.listen(port, host, resolve)
  })
  return {
    url: `http://${host}:${taken()}/`,
    port: taken(),
    publish: () => {
      const message = service.update()
      for (const page of pages) {
        if (page.writableLength > mostWaiting) page.destroy()
        else write(page, message)
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
