// Writes the vectors: node test/conformance/generate.ts
import { writeFileSync } from "node:fs"
import { file, forms, vectors } from "./vectors.ts"

for (const form of forms) {
  const { input, output } = vectors(form)
  writeFileSync(file(form, "in"), input)
  writeFileSync(file(form, "out"), output)
}
