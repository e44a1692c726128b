const factor = Number(process.env["BACKHAND_RUNS"] ?? "1")

/** How many random cases to try: `BACKHAND_RUNS=100` tries a hundred times as many. */
export const scaled = (runs: number): number => Math.max(1, Math.round(runs * (factor > 0 ? factor : 1)))
