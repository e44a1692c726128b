/**
 * The clients, each in its simplest use: one function that sends one reversal. Each has asked for something before, so that a
 * connection is open, and has sent no order.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Position } from "@backhand/core"
import {
  bitget,
  type Journal,
  reverseOn,
  type SignalInput,
  sqliteJournal,
  type Venue
} from "@backhand/reversal-operator"
import { Credentials, hmacSigner } from "@backhand/signer"
import { RestClientV2 } from "bitget-api"
import { bitget as CcxtBitget } from "ccxt"
import { Result } from "effect"
import { Subject } from "rxjs"
import { Pool } from "undici"
import { beyond, keys, order, path, type Send } from "./Order.mts"

const { apiKey, passphrase, secret } = keys
const credentials = Result.getOrThrow(Credentials.hmac({ key: apiKey, secret, passphrase }))

const expect = (code: unknown): void => {
  if (code !== "00000") throw new Error(`the exchange said ${String(code)}`)
}

const time = { method: "GET", path: "/api/v2/public/time" } as const

/** A pool, a body and a signature that are made once: nobody can send this for less. */
const prepared = (base: string) => {
  const pool = new Pool(base, { connections: 16, pipelining: 1 })
  const body = JSON.stringify(order("S0USDT"))
  const headers = { ...hmacSigner(credentials).sign({ method: "POST", path, body }, Date.now()).revealHeaders() }
  return { pool, options: { method: "POST", path, headers, body } as const }
}

const byRequest = async (base: string): Promise<Send> => {
  const { options, pool } = prepared(base)
  await (await pool.request(time)).body.dump()
  return async () => {
    const { body } = await pool.request(options)
    expect(((await body.json()) as { code: string }).code)
  }
}

const byDispatch = async (base: string): Promise<Send> => {
  const { options, pool } = prepared(base)
  await (await pool.request(time)).body.dump()
  return () =>
    new Promise((resolve, reject) => {
      let text = ""
      pool.dispatch(options, {
        onRequestStart: () => undefined,
        onResponseStart: () => undefined,
        onResponseData: (_controller, chunk) => void (text += chunk.toString()),
        onResponseEnd: () => {
          expect((JSON.parse(text) as { code: string }).code)
          resolve()
        },
        onResponseError: (_controller, error) => reject(error)
      })
    })
}

/** The exchange's positions channel, without its socket: what was accepted has happened. */
const settling = (venue: Venue): Venue => ({
  connect: (link) => {
    const sides = new Map<string, Position.Position>()
    const waiting = new Map<string, string>()
    const settle = (clientOid: string): void => {
      const symbol = waiting.get(clientOid) ?? ""
      waiting.delete(clientOid)
      const before = sides.get(symbol)
      if (before?.mode !== "one-way" || before.net === null) throw new Error("a position was expected")
      const side = before.net.side === "long" ? "short" : "long"
      const position = { mode: "one-way", net: { ...before.net, side } } as const
      sides.set(symbol, position)
      link.tell({ fact: "position", symbol, position, askedAtMs: null, venueAtMs: Date.now() })
    }
    const connection = venue.connect({
      ...link,
      tell: (fact) => {
        if (fact.fact === "position") sides.set(fact.symbol, fact.position)
        link.tell(fact)
        if (fact.fact !== "answer") return
        const start = performance.now()
        settle(fact.clientOid)
        beyond.micros += (performance.now() - start) * 1000
      }
    })
    return {
      ...connection,
      execute: (command) => {
        if (command.command === "send") waiting.set(command.unsettled.clientOid, command.unsettled.order.symbol)
        connection.execute(command)
      }
    }
  }
})

/** From a signal to its `accepted` event; the settlement that follows is counted apart. */
const backhand =
  (journal?: () => Journal) =>
  async (base: string): Promise<Send> => {
    const signals = new Subject<SignalInput>()
    const done = new Map<string, () => void>()
    const isShort = new Set<string>()
    const venue = bitget({ credentials, productType: "USDT-FUTURES", restUrl: base, knowsLimit: true })
    const limit = { limit: 100_000, windowMs: 1 }
    signals
      .pipe(reverseOn({ venue: settling(venue), limit, ...(journal === undefined ? {} : { journal: journal() }) }))
      .subscribe((event) => {
        if (event.event === "accepted" || event.event === "held") done.get(event.symbol)?.()
        else if (event.event !== "sent" && event.event !== "settled") throw new Error(JSON.stringify(event))
      })
    const wish = (symbol: string, side: "long" | "short"): Promise<void> =>
      new Promise((resolve) => {
        done.set(symbol, resolve)
        signals.next({ symbol, side })
      })
    // Held, since everything is long: by then the venue knows its account.
    await wish("S0USDT", "long")
    return (symbol) => {
      if (isShort.delete(symbol)) return wish(symbol, "long")
      isShort.add(symbol)
      return wish(symbol, "short")
    }
  }

const inFile = (synchronous: "full" | "off") => () => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-bench-"))
  process.on("exit", () => rmSync(folder, { recursive: true }))
  return sqliteJournal(join(folder, "journal.sqlite"), { synchronous })
}

const ccxt = async (base: string): Promise<Send> => {
  const client = new CcxtBitget({ apiKey, secret, password: passphrase, enableRateLimit: false })
  client.urls["api"] = Object.fromEntries(Object.keys(client.urls["api"] as object).map((name) => [name, base]))
  const call = client as unknown as Record<string, (params: object) => Promise<{ code: string }>>
  await client.fetchTime()
  return async (symbol) => expect((await call["privateMixPostV2MixOrderClickBackhand"]?.(order(symbol)))?.code)
}

const bitgetApi = async (base: string): Promise<Send> => {
  const client = new RestClientV2({ apiKey, apiSecret: secret, apiPass: passphrase, baseUrl: base })
  await client.getServerTime()
  return async (symbol) => expect((await client.futuresSubmitReversal(order(symbol) as never)).code)
}

export const clients: Readonly<Record<string, (base: string) => Promise<Send>>> = {
  "undici Pool.request, signed beforehand": byRequest,
  "undici Pool.dispatch, signed beforehand": byDispatch,
  "backhand, journal in memory": backhand(),
  "backhand, journal in a file, relaxed": backhand(inFile("off")),
  "backhand, journal in a file, synchronous": backhand(inFile("full")),
  ccxt,
  "bitget-api": bitgetApi
}
