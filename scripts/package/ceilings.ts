/**
 * What a packed package may weigh, in kB: sources, declarations and maps included, a tenth to a third above what it weighs now.
 * A jump above it means that something came along that no user asked for: a fixture, a bundle, a copy of a dependency.
 */
export const ceilingsInKb: Readonly<Record<string, number>> = {
  core: 160,
  signer: 70,
  "reversal-operator": 160,
  /** With the report's page, which has the charts in it. */
  "backtest-adapter": 540,
  "bitget-simulator": 210,
  cli: 330
}
