/**
 * Signed click-backhand requests a second, against bare `createHmac` and against the signing paths of bitget-api and
 * ccxt; RSA on the thread pool, and what signing does to the event loop.
 *
 * Contenders take turns within every round; the figure is the median of the rounds. Exits with 1 where a goal is missed.
 */
import { createHmac, createPrivateKey, createSecretKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto"
import { RestClientV2 } from "bitget-api"
import { bitget as CcxtBitget } from "ccxt"
import * as Result from "effect/Result"
import { Credentials, hmacSigner, Prehash, rsaSigner } from "@backhand/signer"
import * as Web from "@backhand/signer/webcrypto"

const rounds = Number(process.env["ROUNDS"] ?? 9)
const sliceMs = Number(process.env["SLICE_MS"] ?? 150)

const key = "bg_0123456789abcdef".padEnd(35, "0")
const secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
const passphrase = "open sesame"
const path = "/api/v2/mix/order/click-backhand"
const order = {
  symbol: "ETHUSDT",
  productType: "USDT-FUTURES",
  marginCoin: "USDT",
  size: "3",
  side: "buy",
  tradeSide: "open",
  clientOid: "bh-0123456789abcdef0123456789abcdef"
}
const body = JSON.stringify(order)
const request = { method: "POST", path, body } as const
const startMs = 1_700_000_000_000
const prehash = Prehash.make(request, startMs)

interface Contender {
  readonly name: string
  /** Runs this many operations. */
  readonly run: (count: number) => void | Promise<void>
}

const repeat = (operation: (index: number) => unknown) => (count: number) => {
  for (let index = 0; index < count; index++) sink.last = operation(index)
}
/** Keeps this many promises in flight. */
const inFlight = (width: number, operation: (index: number) => Promise<unknown>) => async (count: number) => {
  let next = 0
  const worker = async () => {
    while (next < count) sink.last = await operation(next++)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
/** Where results go, so that no work can be optimised away. */
const sink: { last?: unknown } = {}

const measure = async (contender: Contender, batch: number): Promise<number> => {
  const start = performance.now()
  let done = 0
  do {
    await contender.run(batch)
    done += batch
  } while (performance.now() - start < sliceMs)
  return (done * 1000) / (performance.now() - start)
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Medians by name, and the median of each round's ratio to the first contender. */
const compare = async (contenders: ReadonlyArray<Contender>, batch: number) => {
  const speeds = new Map<string, Array<number>>(contenders.map(({ name }) => [name, []]))
  for (const contender of contenders) await measure(contender, batch)
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(round + turn) % contenders.length]
      if (contender !== undefined) speeds.get(contender.name)?.push(await measure(contender, batch))
    }
  }
  return {
    speed: (name: string) => median(speeds.get(name) ?? []),
    ratio: (name: string, to: string) =>
      median((speeds.get(name) ?? []).map((speed, round) => speed / (speeds.get(to)?.[round] ?? Number.NaN)))
  }
}

type Compared = Awaited<ReturnType<typeof compare>>
const table = (contenders: ReadonlyArray<Contender>, compared: Compared, to: string) => {
  for (const { name } of contenders) {
    const speed = Math.round(compared.speed(name)).toLocaleString("en-US")
    console.log(`  ${name.padEnd(62)} ${speed.padStart(10)}/s ${compared.ratio(name, to).toFixed(2).padStart(8)}`)
  }
}

let isMissed = false
const goal = (what: string, reached: number, least: number) => {
  if (!(reached >= least)) isMissed = true
  console.log(`  ${reached >= least ? "reached" : "MISSED "}  ${what}: ${reached.toFixed(2)} (goal ${least})`)
}

interface BitgetApi {
  buildRequest: (
    method: string,
    endpoint: string,
    url: string,
    params: object,
    isPublic: boolean
  ) => Promise<{ readonly headers: object }>
}
const bitgetApi = (apiSecret: string, options = {}) =>
  new RestClientV2({ apiKey: key, apiSecret, apiPass: passphrase, ...options }) as unknown as BitgetApi

const hmac = async () => {
  const credentials = Result.getOrThrow(Credentials.hmac({ key, secret, passphrase }))
  const [signer, web] = [hmacSigner(credentials), Web.hmacSigner(credentials)]
  const prepared = createSecretKey(Buffer.from(secret))
  const theirs = bitgetApi(secret)
  const tuned = bitgetApi(secret, {
    customSignMessageFn: async (message: string, text: string) =>
      createHmac("sha256", text).update(message).digest("base64")
  })
  const client = new CcxtBitget({ apiKey: key, secret, password: passphrase })
  const bare = "bare createHmac(KeyObject), prehash given"
  const set = "backhand: header set, body given"
  const whole = "backhand: JSON body and header set"
  const contenders: ReadonlyArray<Contender> = [
    { name: bare, run: repeat(() => createHmac("sha256", prepared).update(prehash).digest("base64")) },
    { name: set, run: repeat((index) => signer.sign(request, startMs + index).revealHeaders()) },
    {
      name: whole,
      run: repeat((index) =>
        signer.sign({ method: "POST", path, body: JSON.stringify(order) }, startMs + index).revealHeaders()
      )
    },
    { name: "ccxt: sign()", run: repeat(() => client.sign(path.slice(5), ["private", "mix"], "POST", { ...order })) },
    {
      name: "bitget-api: buildRequest(), 16 in flight",
      run: inFlight(16, () => theirs.buildRequest("POST", path, path, { ...order }, false))
    },
    {
      name: "bitget-api: buildRequest(), with its own createHmac hook",
      run: inFlight(16, () => tuned.buildRequest("POST", path, path, { ...order }, false))
    },
    {
      name: "backhand/webcrypto: header set, 16 in flight",
      run: inFlight(16, async (index) => (await web.sign(request, startMs + index)).revealHeaders())
    }
  ]
  const compared = await compare(contenders, 512)
  console.log(`\nHMAC, prehash of ${prehash.length} bytes${" ".repeat(34)}median    to bare`)
  table(contenders, compared, bare)
  goal("header set to bare createHmac", compared.ratio(set, bare), 0.7)
  goal("the same, stretched", compared.ratio(set, bare), 0.9)
  goal("whole request to ccxt", compared.ratio(whole, "ccxt: sign()"), 5)
  goal("whole request to bitget-api", compared.ratio(whole, "bitget-api: buildRequest(), 16 in flight"), 5)
}

const signSync = (rsaKey: KeyObject) => sign("sha256", Buffer.from(prehash), rsaKey).toString("base64")

const rsaKeyOf = (bits: number): string =>
  generateKeyPairSync("rsa", {
    modulusLength: bits,
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" }
  }).privateKey

const rsa = async (privateKey: string) => {
  const signer = Result.getOrThrow(
    Result.flatMap(Credentials.rsa({ key, privateKey, passphrase }), (credentials) => rsaSigner(credentials))
  )
  const theirs = bitgetApi(privateKey)
  const rsaKey = createPrivateKey(privateKey)
  const bare = "bare crypto.sign(KeyObject), blocking"
  const ours = (index: number) => signer.sign(request, startMs + index).then((signed) => signed.revealHeaders())
  const contenders: ReadonlyArray<Contender> = [
    { name: bare, run: repeat(() => signSync(rsaKey)) },
    { name: "backhand: header set, one at a time", run: inFlight(1, ours) },
    { name: "backhand: header set, 4 in flight", run: inFlight(4, ours) },
    {
      name: "bitget-api: buildRequest(), 4 in flight",
      run: inFlight(4, () => theirs.buildRequest("POST", path, path, { ...order }, false))
    }
  ]
  const compared = await compare(contenders, 32)
  console.log(`\nRSA 2048${" ".repeat(55)}median    to bare`)
  table(contenders, compared, bare)
}

/**
 * For signature after signature, in microseconds: how long the call holds its caller, and the longest gap between two turns
 * of the event loop until it is done, usual and worst. On busy cores the operating system adds gaps of its own, hence the row
 * without work.
 */
const holds = async (work: () => unknown) => {
  const [calls, gaps]: [Array<number>, Array<number>] = [[], []]
  const until = performance.now() + sliceMs * rounds
  while (performance.now() < until) {
    const state = { isDone: false }
    let [last, gap] = [performance.now(), 0]
    const working = Promise.resolve(work()).then(() => (state.isDone = true))
    calls.push((performance.now() - last) * 1000)
    do {
      await new Promise((resolve) => setImmediate(resolve))
      const now = performance.now()
      gap = Math.max(gap, now - last)
      last = now
    } while (!state.isDone)
    await working
    gaps.push(gap * 1000)
  }
  return { call: median(calls), gap: median(gaps), worst: gaps.reduce((worst, gap) => Math.max(worst, gap), 0) }
}

const eventLoop = async (privateKey: string) => {
  const credentials = Result.getOrThrow(Credentials.rsa({ key, privateKey, passphrase }))
  const signer = Result.getOrThrow(rsaSigner(credentials))
  const rsaKey = createPrivateKey(privateKey)
  const none = await holds(() => undefined)
  const ours = await holds(() => signer.sign(request, startMs))
  const blocking = await holds(() => signSync(rsaKey))
  console.log(`\nRSA 4096 and the event loop, us, medians${" ".repeat(29)}call       gap     worst`)
  for (const [name, { call, gap, worst }] of Object.entries({
    "no work": none,
    backhand: ours,
    "crypto.sign": blocking
  })) {
    console.log(
      `  ${name.padEnd(62)} ${call.toFixed(0).padStart(8)}  ${gap.toFixed(0).padStart(8)}  ${worst.toFixed(0).padStart(8)}`
    )
  }
  goal("crypto.sign to backhand, call", blocking.call / ours.call, 5)
}

console.log(`Node ${process.versions.node}, ${rounds} rounds of ${sliceMs} ms`)
await hmac()
await rsa(rsaKeyOf(2048))
await eventLoop(rsaKeyOf(4096))
process.exitCode = isMissed ? 1 : 0
