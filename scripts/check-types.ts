// Type checks everything: one program for what runs on Node, one for each page that runs in a browser.
import { spawnSync } from "node:child_process"
import { globSync } from "node:fs"
import { root } from "./launcher/node.mjs"

const pages = globSync("{packages,apps}/*/{page,src/page}/tsconfig.json", { cwd: root })
for (const project of ["tsconfig.json", ...pages]) {
  const done = spawnSync("tsc", ["-p", project], { cwd: root, stdio: "inherit", shell: process.platform === "win32" })
  if (done.error) throw done.error
  if (done.status !== 0) process.exitCode = 1
}
