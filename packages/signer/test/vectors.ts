import { readFileSync } from "node:fs"
import { Result } from "effect"
import { Credentials, type Prehash, Query } from "../src/index.ts"

interface Vector {
  readonly name: string
  readonly prehash: string
  readonly signature: string
  readonly login?: { readonly timestampMs: number }
  readonly request?: {
    readonly body?: string
    readonly method: Prehash.UnsignedRequest["method"]
    readonly params?: Query.Params
    readonly path: string
    readonly timestampMs: number
  }
}

const read = (name: string): string => readFileSync(new URL(`./vectors/${name}`, import.meta.url), "utf8")

const vectorsOf = (name: string): ReadonlyArray<unknown> => JSON.parse(read(name)).vectors

export const hmacVectors = vectorsOf("hmac.json") as ReadonlyArray<Vector & { readonly secret: string }>
export const rsaVectors = vectorsOf("rsa.json") as ReadonlyArray<Vector & { readonly key: "rsa2048" | "rsa4096" }>

export const pem = (name: string): string => read(`keys/${name}.pem`)

export const unsigned = ({ body, method, params, path }: NonNullable<Vector["request"]>): Prehash.UnsignedRequest => ({
  method,
  path,
  body,
  query: params === undefined ? undefined : Result.getOrThrow(Query.make(params))
})

export const hmacCredentials = (secret = "test_secret_key"): Credentials.Hmac =>
  Result.getOrThrow(Credentials.hmac({ key: "bg_0123", secret, passphrase: "open sesame" }))

export const rsaCredentials = (privateKey: string): Credentials.Rsa =>
  Result.getOrThrow(Credentials.rsa({ key: "bg_0123", privateKey, passphrase: "open sesame" }))

interface AnySigner {
  readonly login: (timestampMs: number) => Signed<{ readonly revealMessage: () => string }>
  readonly sign: (
    request: Prehash.UnsignedRequest,
    timestampMs: number
  ) => Signed<{ readonly revealHeaders: () => { readonly "ACCESS-SIGN": string } }>
}
type Signed<A> = A | Promise<A>

/** The signature that a signer gives for a vector, REST or WebSocket. */
export const signatureOf = async (signer: AnySigner, vector: Vector): Promise<string> => {
  if (vector.request !== undefined) {
    const signed = await signer.sign(unsigned(vector.request), vector.request.timestampMs)
    return signed.revealHeaders()["ACCESS-SIGN"]
  }
  const login = await signer.login(vector.login?.timestampMs ?? Number.NaN)
  return JSON.parse(login.revealMessage()).args[0].sign
}
