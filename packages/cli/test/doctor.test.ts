import { generateKeyPairSync } from "node:crypto"
import { mkdirSync } from "node:fs"
import type { SimulatorOptions } from "@backhand/bitget-simulator"
import { sqliteJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { linesOf, run } from "./host.ts"
import { BTCUSDT, held, heldBothWays, makePlace } from "./place.ts"

interface Finding {
  readonly check: string
  readonly status: string
  readonly found: string
  readonly remedy?: string
}

interface Case {
  readonly options?: SimulatorOptions
  readonly env?: Readonly<Record<string, string>>
  readonly args?: ReadonlyArray<string>
}

const examine = async ({ args = [], env = {}, options = { symbols: [held] } }: Case) => {
  await using place = await makePlace(options)
  const all = ["doctor", ...place.both, "--symbols", "ETHUSDT", "--json", ...args]
  const { code, stderr, stdout } = await run(all, [], { ...place.env, ...env })
  assert.strictEqual(stderr, "")
  const findings = linesOf(stdout).map((line) => JSON.parse(line) as Finding)
  for (const secret of Object.values(place.env)) assert.notInclude(stdout, secret)
  return { code, findings, wrong: findings.filter(({ status }) => status === "fail" || status === "warn") }
}

const account = (more: NonNullable<SimulatorOptions["accounts"]>[number]): Case => ({
  options: { symbols: [held], accounts: [more] }
})

const clock = (clockSkewMs: number): Case => ({ options: { symbols: [held], behaviour: { clockSkewMs } } })

/** Each account is broken in one way: where that is seen, what is said, and what to do. */
const broken: ReadonlyArray<readonly [name: string, given: Case, check: string, found: RegExp, remedy: RegExp]> = [
  ["has no key", { env: { BITGET_API_KEY: "" } }, "credentials", /BITGET_API_KEY is not set/, /set BITGET_API_KEY/],
  [
    "has an unknown key",
    { env: { BITGET_API_KEY: "bg_none" } },
    "key",
    /does not know this API key/,
    /check BITGET_API_KEY/
  ],
  [
    "has another secret",
    { env: { BITGET_API_SECRET: "other" } },
    "key",
    /signature is wrong.*40009/,
    /BITGET_API_SECRET/
  ],
  [
    "has another passphrase",
    { env: { BITGET_API_PASSPHRASE: "other" } },
    "key",
    /passphrase is not the one/,
    /not your login password/
  ],
  [
    "may only read",
    account({ key: { permissions: ["read"] } }),
    "permission",
    /may not trade futures.*40014/,
    /permission to trade futures/
  ],
  [
    "is used from elsewhere",
    account({ key: { ips: ["203.0.113.9"] } }),
    "key",
    /not on the API key's list.*40018/,
    /add this computer's public IP/
  ],
  [
    "is a unified account",
    account({ isUnified: true }),
    "account",
    /unified account.*classic accounts only/,
    /sub-account in classic mode/
  ],
  ["has a demo key", account({ key: { isDemo: true } }), "key", /other environment.*40099/, /--demo/],
  ["has a clock that is far off", clock(45_000), "clock", /4\d\.\d s behind the exchange's/, /NTP/],
  [
    "is behind a gateway that fails",
    { options: { symbols: [held], faults: { htmlErrors: 1, paths: ["spot/account/info"] } } },
    "key",
    /no readable answer \(HTTP 502\)/,
    /try again in some minutes/
  ]
]

/** The address of an exchange that has been closed. */
const goneAddress = async (): Promise<string> => {
  await using place = await makePlace()
  return place.simulator.rest
}

describe("backhand doctor", () => {
  it("finds nothing wrong with a healthy account", async () => {
    const { code, findings, wrong } = await examine({})
    assert.deepStrictEqual([code, wrong], [0, []])
    assert.deepStrictEqual(
      findings.map(({ check, status }) => `${status} ${check}`),
      [
        "credentials",
        "exchange",
        "clock",
        "key",
        "account",
        "limit",
        "permission",
        "hold mode",
        "socket",
        "ETHUSDT"
      ].map((check) => `ok ${check}`)
    )
  })

  for (const [name, given, check, found, remedy] of broken)
    it(`says what is wrong with an account that ${name}, and what to do`, async () => {
      const { code, wrong } = await examine(given)
      assert.strictEqual(code, 1)
      assert.deepStrictEqual(
        wrong.map((finding) => finding.check),
        [check]
      )
      assert.match(wrong[0]?.found ?? "", found)
      assert.match(wrong[0]?.remedy ?? "", remedy)
    })

  it("warns of what works differently: a clock that is a little off, a leader in copy trading", async () => {
    const off = await examine(clock(-5000))
    assert.deepStrictEqual([off.code, off.wrong.map(({ found }) => /5\.\d s ahead of/.test(found))], [0, [true]])
    const leader = await examine(account({ isTrader: true }))
    assert.deepStrictEqual([leader.code, leader.wrong.map(({ check }) => check)], [0, ["limit"]])
    assert.match(leader.wrong[0]?.found ?? "", /1 order a second/)
  })

  it("explains the hold mode", async () => {
    const { findings } = await examine({ options: { symbols: [heldBothWays] } })
    assert.match(findings.find(({ check }) => check === "hold mode")?.found ?? "", /your account is in hedge mode/)
  })

  it("looks at contracts: unknown ones, ones that do not trade", async () => {
    const listed = [held, { ...BTCUSDT, price: "60000", symbolStatus: "maintain" }]
    const { code, wrong } = await examine({ options: { symbols: listed }, args: [] })
    assert.deepStrictEqual([code, wrong], [0, []])
    await using place = await makePlace({ symbols: listed })
    const { code: ended, stdout } = await run(["doctor", ...place.url, "--symbols", "nosuch,btcusdt"], [], place.env)
    assert.strictEqual(ended, 1)
    assert.match(stdout, /^fail {5}NOSUCH {8}is not listed in USDT-FUTURES\n {23}to do: check the name/m)
    assert.match(stdout, /^fail {5}BTCUSDT {7}is in maintenance and does not trade\n/m)
    const all = await run(["doctor", ...place.url])
    assert.match(all.stdout, /^ok {7}contracts {5}2 in USDT-FUTURES; --symbols looks at some$/m)
  })

  it("says where an exchange cannot be reached", async () => {
    const { code, stdout } = await run(["doctor", "--url", await goneAddress()])
    assert.strictEqual(code, 1)
    assert.match(stdout, /^fail {5}exchange {6}\S+ cannot be reached \(ECONNREFUSED\)\n {23}to do: check the network/m)
  })

  it("asks again a second later where it asked too often, and warns of a WebSocket that does not answer or takes no login", async () => {
    await using place = await makePlace()
    await using other = await makePlace({ symbols: [held], seed: 99 })
    const stranger = ["--ws", other.simulator.ws]
    const gone = await run(["doctor", ...place.url, "--ws", (await goneAddress()).replace("http", "ws")], [], place.env)
    assert.match(gone.stdout, /^warn {5}socket {8}\S+: it cannot be reached\n {23}to do: Backhand works without it/m)
    assert.strictEqual(gone.code, 0)
    const refused = await run(["doctor", ...place.url, ...stranger], [], place.env)
    assert.match(refused.stdout, /^warn {5}socket {8}\S+: .*\(300\d\d\)$/m)
  })

  it("looks at the journal", async () => {
    await using place = await makePlace()
    const journal = place.path("run.sqlite")
    const look = async (path: string) => {
      const { stdout } = await run(["doctor", ...place.url, "--journal", path])
      return linesOf(stdout)
        .filter((line) => line.includes("journal"))
        .join("\n")
    }
    assert.include(await look(journal), "run.sqlite can be made")
    sqliteJournal(journal).open(0).close()
    assert.match(await look(journal), /^ok .*run\.sqlite can be written; every order is settled$/)
    assert.match(
      await look(place.file("text.sqlite", "no database, but a text that is long enough")),
      /^fail .*damaged/
    )
    assert.match(await look(place.path("none/run.sqlite")), /^fail .*cannot be written: there is no such file/)
    mkdirSync(place.path("folder"))
    assert.match(await look(place.path("folder")), /^fail /)
  })

  it("examines an account with an RSA key", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
    const pem = publicKey.export({ type: "spki", format: "pem" })
    await using place = await makePlace({ symbols: [held], accounts: [{ key: { publicKey: pem } }] })
    const file = place.file("key.pem", privateKey.export({ type: "pkcs8", format: "pem" }))
    const { BITGET_API_SECRET: _, ...env } = place.env
    const { code, stdout } = await run(["doctor", ...place.both], [], { ...env, BITGET_API_PRIVATE_KEY_FILE: file })
    assert.strictEqual(code, 0, stdout)
  })
})
