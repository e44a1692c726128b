// Makes hmac.json and rsa.json from cases.json with the openssl command, a second implementation of everything that is
// tested here. The prehashes in cases.json are written by hand. Run: node test/vectors/make.mjs [--check]
// The keys are made once and kept; they protect nothing.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const openssl = (args, input) => execFileSync("openssl", args, { input, stdio: ["pipe", "pipe", "ignore"] })

const keep = (name, ...args) => {
  if (!existsSync(here(`keys/${name}.pem`))) writeFileSync(here(`keys/${name}.pem`), openssl(args))
}

mkdirSync(here("keys"), { recursive: true })
for (const bits of ["2048", "4096"]) {
  keep(`rsa${bits}-pkcs8`, "genpkey", "-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${bits}`)
  keep(`rsa${bits}-pkcs1`, "rsa", "-traditional", "-in", here(`keys/rsa${bits}-pkcs8.pem`))
  keep(`rsa${bits}-public`, "pkey", "-pubout", "-in", here(`keys/rsa${bits}-pkcs8.pem`))
}
// Keys that must be refused.
const rsa = here("keys/rsa2048-pkcs8.pem")
keep("ec", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
keep("ec-public", "pkey", "-pubout", "-in", here("keys/ec.pem"))
keep("ec-traditional", "ec", "-in", here("keys/ec.pem"))
keep("ed25519", "genpkey", "-algorithm", "ED25519")
keep("encrypted-pkcs8", "pkcs8", "-topk8", "-in", rsa, "-passout", "pass:locked")
keep("encrypted-pkcs1", "rsa", "-traditional", "-aes128", "-in", rsa, "-passout", "pass:locked")

const cases = JSON.parse(readFileSync(here("cases.json"), "utf8"))

const hmac = cases.map((one) => {
  const key = `hexkey:${Buffer.from(one.secret, "utf8").toString("hex")}`
  const mac = openssl(["dgst", "-sha256", "-mac", "HMAC", "-macopt", key, "-binary"], one.prehash)
  return { ...one, signature: mac.toString("base64") }
})

const rsaCases = cases.filter((one) => one.secret === "test_secret_key")
const rsaVectors = ["2048", "4096"].flatMap((bits) =>
  rsaCases.map(({ secret, ...one }) => {
    const key = here(`keys/rsa${bits}-pkcs8.pem`)
    const signature = openssl(["dgst", "-sha256", "-sign", key, "-binary"], one.prehash).toString("base64")
    return { ...one, key: `rsa${bits}`, signature }
  })
)

const save = (name, vectors) => {
  const text = `${JSON.stringify({ madeBy: openssl(["version"]).toString().trim(), vectors }, null, 2)}\n`
  if (!process.argv.includes("--check")) return writeFileSync(here(name), text)
  const kept = JSON.parse(readFileSync(here(name), "utf8")).vectors
  if (JSON.stringify(kept) !== JSON.stringify(vectors)) throw new Error(`${name} is not what openssl makes`)
}
save("hmac.json", hmac)
save("rsa.json", rsaVectors)
