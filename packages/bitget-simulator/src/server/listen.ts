/**
 * Starting and stopping servers on loopback.
 *
 * @module
 * @since 0.1.0
 */
import type { Server } from "node:http"

/**
 * The only address that the simulator listens on.
 *
 * @category constants
 * @since 0.1.0
 */
export const host = "127.0.0.1"

/**
 * Starts listening; the port that was taken. Rejects where the port is not free.
 *
 * @category starting
 * @since 0.1.0
 */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : port)
    })
  })

/**
 * Stops listening and cuts what is connected.
 *
 * @category stopping
 * @since 0.1.0
 */
export const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
