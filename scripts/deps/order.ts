/** What one package may import of this repository. */
export interface Allowed {
  /** In its sources. */
  readonly src: ReadonlyArray<string>
  /** In its tests and benches besides. */
  readonly test?: ReadonlyArray<string>
  /** Built-in modules of Node that its sources may import; all of them where absent. */
  readonly builtins?: ReadonlyArray<string>
  /** Its sources take time, chance and output only as values: the host's are refused. */
  readonly isPure?: boolean
}

const libraries = ["core", "signer", "reversal-operator", "backtest-adapter", "bitget-simulator"]

/** The direction of dependencies: the one table that imports and manifests are held against. */
export const order: Readonly<Record<string, Allowed>> = {
  core: { src: [], builtins: [], isPure: true },
  signer: { src: [], builtins: ["node:crypto"] },
  "reversal-operator": { src: ["core", "signer"], test: ["bitget-simulator"] },
  "backtest-adapter": { src: ["core"], test: ["signer", "reversal-operator", "bitget-simulator"] },
  "bitget-simulator": { src: ["core", "signer"] },
  cli: { src: libraries },
  demo: { src: [...libraries, "cli"] }
}
