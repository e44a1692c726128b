// Makes one file of the library and one of its worker thread: a process that loads two hundred small ones spends more time
// on finding them than on half a million candles. The build runs it after tsc, which makes the declarations.
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"

const adapter = fileURLToPath(new URL("../", import.meta.url))

const build = await rolldown({
  input: { index: join(adapter, "src/index.ts"), worker: join(adapter, "src/sweep/worker.ts") },
  platform: "node",
  // What rolldown needs of its own it brings along: a user has not installed it.
  external: /^(node:|@backhand|effect|hyparquet|csv-parse|apache-arrow|rxjs)/,
  logLevel: "warn"
})
await build.write({
  dir: join(adapter, "dist"),
  chunkFileNames: "[name].js",
  sourcemap: true,
  // The sources lie beside it.
  sourcemapExcludeSources: true,
  comments: { jsdoc: false }
})
await build.close()
