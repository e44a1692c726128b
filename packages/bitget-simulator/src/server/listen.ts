/**
 * Starting and stopping servers on loopback.
 *
 * @module
 * @since 0.1.0
 */
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"

/**
 * The only address that the simulator listens on.
 *
 * @category constants
 * @since 0.1.0
 */
export const host = "127.0.0.1"

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/**
 * Two servers that listen.
 *
 * @category models
 * @since 0.1.0
 */
export interface Servers {
  readonly port: number
  readonly wsPort: number
  readonly close: () => Promise<void>
}

/**
 * Starts both servers, or neither: where one port is not free, the other is given back.
 *
 * @category starting
 * @since 0.1.0
 */
export const openServers = async (
  rest: Server,
  ws: Server,
  options: { readonly port?: number; readonly wsPort?: number }
): Promise<Servers> => {
  const close = async () => {
    await Promise.all([shut(rest), shut(ws)])
  }
  const started = [listen(rest, options.port ?? 0), listen(ws, options.wsPort ?? 0)] as const
  const [port, wsPort] = await Promise.all(started).catch(async (error: unknown) => {
    await Promise.allSettled(started)
    await close()
    throw error
  })
  return { port, wsPort, close }
}
