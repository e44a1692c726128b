/**
 * Requests and replies of the pure exchange: HTTP without sockets.
 *
 * @module
 * @since 0.1.0
 */

/**
 * One request as its bytes arrived. Header names are lower case, `query` is what follows the question mark, undecoded.
 *
 * @category models
 * @since 0.1.0
 */
export interface VenueRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  readonly ip: string
}

/**
 * One reply as its bytes leave.
 *
 * @category models
 * @since 0.1.0
 */
export interface VenueReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * The parameters of a request by name, whether they came in the query or in the body.
 *
 * @category models
 * @since 0.1.0
 */
export type Params = Readonly<Record<string, string>>
