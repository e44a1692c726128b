import { Credentials } from "@backhand/signer"
import { Result } from "effect"

export const credentialsOf = (parts: {
  readonly apiKey: string
  readonly secret: string
  readonly passphrase: string
}) => Result.getOrThrow(Credentials.hmac({ key: parts.apiKey, secret: parts.secret, passphrase: parts.passphrase }))
