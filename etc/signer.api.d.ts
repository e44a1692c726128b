// The public API of @backhand/signer. Generated: run "npx -y pnpm@12 run api:update".

// index
export { credentialsConfig } from "./credentialsConfig.ts";
export * from "./plain.ts";
export * as Signer from "./Signer.ts";

// ClockOffset
import * as Result from "effect/Result";
import { type SignerError } from "./SignerError.ts";
export declare const serverTimePath = "/api/v2/public/time";
export interface Sample {
    readonly receivedMs: number;
    readonly sentMs: number;
    readonly serverMs: number;
}
export interface ClockOffset {
    readonly atMs: number;
    readonly driftPpm: number;
    readonly highMs: number;
    readonly lowMs: number;
    readonly resolutionMs: number;
    readonly restarts: number;
}
export interface Reading {
    readonly estimateMs: number;
    readonly highMs: number;
    readonly lowMs: number;
}
export declare const unknown: (options?: {
    readonly driftPpm?: number;
    readonly resolutionMs?: number;
}) => ClockOffset;
export declare const observe: (self: ClockOffset, sample: Sample) => Result.Result<ClockOffset, SignerError>;
export declare const read: (self: ClockOffset, nowMs: number) => Result.Result<Reading, SignerError>;

// Credentials
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import { type SignerError } from "./SignerError.ts";
export interface Hmac {
    readonly _tag: "Hmac";
    readonly key: string;
    readonly passphrase: Redacted.Redacted;
    readonly secret: Redacted.Redacted;
}
export interface Rsa {
    readonly _tag: "Rsa";
    readonly key: string;
    readonly passphrase: Redacted.Redacted;
    readonly privateKey: Redacted.Redacted;
}
export type Credentials = Hmac | Rsa;
export type Secret = string | Redacted.Redacted;
export declare const hmac: (fields: {
    readonly key: string;
    readonly passphrase: Secret;
    readonly secret: Secret;
}) => Result.Result<Hmac, SignerError>;
export declare const rsa: (fields: {
    readonly key: string;
    readonly passphrase: Secret;
    readonly privateKey: Secret;
}) => Result.Result<Rsa, SignerError>;

// Life
import * as Result from "effect/Result";
import { type SignerError } from "./SignerError.ts";
export declare const windowMs = 30000;
export declare const timestampFor: (input: {
    readonly lifeMs: number;
    readonly nowMs: number;
    readonly offsetMs: number;
    readonly windowMs?: number;
}) => Result.Result<number, SignerError>;
export declare const endsAtMs: (input: {
    readonly offsetMs: number;
    readonly timestampMs: number;
    readonly windowMs?: number;
}) => number;
export declare const isAccepted: (input: {
    readonly timestampMs: number;
    readonly venueMs: number;
    readonly windowMs?: number;
}) => boolean;

// Prehash
import type { Query } from "./Query.ts";
export interface UnsignedRequest {
    readonly method: "DELETE" | "GET" | "POST" | "PUT";
    readonly path: string;
    readonly query?: Query | undefined;
    readonly body?: string | undefined;
}
export interface ReceivedRequest {
    readonly body: string;
    readonly method: string;
    readonly target: string;
    readonly timestamp: string;
}
export declare const make: (request: UnsignedRequest, timestampMs: number | string) => string;
export declare const received: (request: ReceivedRequest) => string;

// Query
import * as Result from "effect/Result";
import { type SignerError } from "./SignerError.ts";
export interface Query {
    readonly text: string;
    readonly wire: string;
}
export type Params = Readonly<Record<string, string | undefined>>;
export declare const make: (params: Params) => Result.Result<Query, SignerError>;

// RequestSigner
import type { Credentials } from "./Credentials.ts";
import * as Prehash from "./Prehash.ts";
import { SignedRequest } from "./SignedRequest.ts";
import * as WsLogin from "./WsLogin.ts";
export interface SignerOptions {
    readonly isDemo?: boolean | undefined;
    readonly locale?: "en-US" | "zh-CN" | undefined;
}
export interface SyncSigner {
    readonly _tag: "SyncSigner";
    readonly sign: (request: Prehash.UnsignedRequest, timestampMs: number) => SignedRequest;
    readonly login: (timestampMs: number) => WsLogin.WsLogin;
}
export interface AsyncSigner {
    readonly _tag: "AsyncSigner";
    readonly sign: (request: Prehash.UnsignedRequest, timestampMs: number) => Promise<SignedRequest>;
    readonly login: (timestampMs: number) => Promise<WsLogin.WsLogin>;
}
export type RequestSigner = AsyncSigner | SyncSigner;
export declare const sync: (credentials: Credentials, options: SignerOptions, signText: (text: string) => string) => SyncSigner;
export declare const async: (credentials: Credentials, options: SignerOptions, signText: (text: string) => Promise<string>) => AsyncSigner;

// SignedRequest
import type { UnsignedRequest } from "./Prehash.ts";
export interface SignedHeaders {
    "ACCESS-KEY": string;
    "ACCESS-PASSPHRASE": string;
    "ACCESS-SIGN": string;
    "ACCESS-TIMESTAMP": string;
    "Content-Type"?: "application/json";
    locale: string;
    paptrading?: "1";
}
export interface Envelope {
    readonly isDemo: boolean;
    readonly key: string;
    readonly locale: string;
    readonly passphrase: string;
}
export declare class SignedRequest {
    #private;
    readonly method: UnsignedRequest["method"];
    readonly target: string;
    readonly body: string;
    readonly timestampMs: number;
    constructor(envelope: Envelope, request: UnsignedRequest, timestampMs: number, stamp: string, signature: string);
    revealHeaders(): SignedHeaders;
    toJSON(): object;
    toString(): string;
}

// Signer
import type * as Config from "effect/Config";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type * as Credentials from "./Credentials.ts";
import type { ReadFile } from "./credentialsFromEnv.ts";
import type { UnsignedRequest } from "./Prehash.ts";
import type { RequestSigner, SignerOptions } from "./RequestSigner.ts";
import type { SignedRequest } from "./SignedRequest.ts";
import { SignerError } from "./SignerError.ts";
import type { WsLogin } from "./WsLogin.ts";
declare const Signer_base: Context.ServiceClass<Signer, "@backhand/signer/Signer", {
    readonly sign: (request: UnsignedRequest, timestampMs: number) => Effect.Effect<SignedRequest, SignerError>;
    readonly login: (timestampMs: number) => Effect.Effect<WsLogin, SignerError>;
}>;
export declare class Signer extends Signer_base {
}
export declare const fromRequestSigner: (signer: RequestSigner) => Signer["Service"];
export declare const layerHmac: (credentials: Credentials.Hmac, options?: SignerOptions) => Layer.Layer<Signer>;
export declare const layerRsa: (credentials: Credentials.Rsa, options?: SignerOptions) => Layer.Layer<Signer, SignerError>;
export declare const layerConfig: (options?: SignerOptions & {
    readonly readFile?: ReadFile | undefined;
}) => Layer.Layer<Signer, Config.ConfigError | SignerError>;
export {};

// SignerError
export type ReasonTag = "ConflictingVariables" | "InvalidCredential" | "InvalidLife" | "InvalidPrivateKey" | "InvalidPublicKey" | "InvalidQuery" | "InvalidRequest" | "InvalidSample" | "MissingVariable" | "OffsetUnknown" | "SigningFailed" | "UnreadableKeyFile";
export type Reason = {
    readonly [Tag in ReasonTag]: {
        readonly _tag: Tag;
        readonly problem: string;
        readonly remedy: string;
    };
}[ReasonTag];
declare const SignerError_base: new <A extends Record<string, any> = {}>(args: import("effect/Types").VoidIfEmpty<{ readonly [P in keyof A as P extends "_tag" ? never : P]: A[P]; }>) => import("effect/Cause").YieldableError & {
    readonly _tag: "SignerError";
} & Readonly<A>;
export declare class SignerError extends SignerError_base<{
    readonly message: string;
    readonly reason: Reason;
}> {
    get remedy(): string;
}
export declare const because: (tag: ReasonTag, problem: string, remedy: string) => SignerError;
export {};

// Verify
import * as Result from "effect/Result";
import type { Secret } from "./Credentials.ts";
import { type SignerError } from "./SignerError.ts";
export type Verifier = (prehash: string, signature: string) => boolean;
export declare const hmacVerifier: (secret: Secret) => Verifier;
export declare const verifyHmac: (input: {
    readonly prehash: string;
    readonly secret: Secret;
    readonly signature: string;
}) => boolean;
export declare const rsaVerifier: (publicKeyPem: string) => Result.Result<Verifier, SignerError>;
export declare const verifyRsa: (input: {
    readonly prehash: string;
    readonly publicKey: string;
    readonly signature: string;
}) => Result.Result<boolean, SignerError>;

// WsLogin
import type { Envelope } from "./SignedRequest.ts";
export declare const prehash: (timestampS: number) => string;
export declare const secondsOf: (timestampMs: number) => number;
export declare class WsLogin {
    #private;
    readonly timestampS: number;
    constructor(envelope: Envelope, timestampS: number, signature: string);
    revealMessage(): string;
    toJSON(): object;
    toString(): string;
}

// credentialsConfig
import * as Config from "effect/Config";
import type { Credentials } from "./Credentials.ts";
import { type ReadFile } from "./credentialsFromEnv.ts";
export declare const credentialsConfig: (readFile?: ReadFile) => Config.Config<Credentials>;

// credentialsFromEnv
import * as Result from "effect/Result";
import * as Credentials from "./Credentials.ts";
import { type SignerError } from "./SignerError.ts";
export interface CredentialsEnv {
    readonly BITGET_API_KEY?: string | undefined;
    readonly BITGET_API_PASSPHRASE?: string | undefined;
    readonly BITGET_API_PRIVATE_KEY_FILE?: string | undefined;
    readonly BITGET_API_SECRET?: string | undefined;
}
export type ReadFile = (path: string) => string;
export declare const credentialsFromEnv: (env: CredentialsEnv, readFile?: ReadFile) => Result.Result<Credentials.Credentials, SignerError>;

// hmacSigner
import type * as Credentials from "./Credentials.ts";
import * as RequestSigner from "./RequestSigner.ts";
export declare const hmacSigner: (credentials: Credentials.Hmac, options?: RequestSigner.SignerOptions) => RequestSigner.SyncSigner;

// plain
export * as ClockOffset from "./ClockOffset.ts";
export * as Credentials from "./Credentials.ts";
export { type CredentialsEnv, credentialsFromEnv, type ReadFile } from "./credentialsFromEnv.ts";
export { hmacSigner } from "./hmacSigner.ts";
export * as Life from "./Life.ts";
export * as Prehash from "./Prehash.ts";
export * as Query from "./Query.ts";
export type { AsyncSigner, RequestSigner, SignerOptions, SyncSigner } from "./RequestSigner.ts";
export { rsaSigner } from "./rsaSigner.ts";
export type { SignedHeaders, SignedRequest } from "./SignedRequest.ts";
export { type Reason, type ReasonTag, SignerError } from "./SignerError.ts";
export { signerFor } from "./signerFor.ts";
export * as Verify from "./Verify.ts";
export * as WsLogin from "./WsLogin.ts";

// rsaSigner
import * as Result from "effect/Result";
import type * as Credentials from "./Credentials.ts";
import * as RequestSigner from "./RequestSigner.ts";
import { type SignerError } from "./SignerError.ts";
export declare const rsaSigner: (credentials: Credentials.Rsa, options?: RequestSigner.SignerOptions) => Result.Result<RequestSigner.AsyncSigner, SignerError>;

// signerFor
import * as Result from "effect/Result";
import type * as Credentials from "./Credentials.ts";
import type * as RequestSigner from "./RequestSigner.ts";
import type { SignerError } from "./SignerError.ts";
export declare const signerFor: (credentials: Credentials.Credentials, options?: RequestSigner.SignerOptions) => Result.Result<RequestSigner.RequestSigner, SignerError>;
