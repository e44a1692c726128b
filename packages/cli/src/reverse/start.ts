/**
 * Sees one reversal by hand through.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Position, type ReversalEvent, Side } from "@backhand/core"
import { sqliteJournal } from "@backhand/reversal-operator"
import type { Values } from "../Command.ts"
import { CommandError, type ExitCode } from "../CommandError.ts"
import { readPrice } from "../exchange/prices.ts"
import * as Rest from "../exchange/Rest.ts"
import { checkFiles } from "../given/checkFiles.ts"
import * as Given from "../given/Given.ts"
import { type Host, send } from "../Host.ts"
import { eventLine } from "../run/eventLine.ts"
import { readPlace, restOf } from "../run/settings.ts"
import { liveVenue } from "../run/venueOf.ts"
import { ask } from "./ask.ts"
import type { reverseOptions } from "./command.ts"
import * as Desk from "./desk.ts"
import { heedInterrupts } from "./heedInterrupts.ts"
import * as Plan from "./plan.ts"

type ReverseValues = Values<typeof reverseOptions>

/** Settled, or why not, in one line. */
const result = (
  instrument: Instrument.Instrument,
  events: ReadonlyArray<ReversalEvent.ReversalEvent>
): readonly [isDone: boolean, text: string] => {
  const own = events.filter(({ symbol }) => symbol === instrument.symbol)
  const last = own.findLast(
    ({ event }) => event === "settled" || event === "refused" || event === "halted" || event === "held"
  )
  if (last?.event === "settled") {
    const { closed, clientOid, opened, position, settlement } = last
    const now = position === null ? "" : `; now ${Plan.held(instrument, position)}`
    return [settlement === "reversed", `${settlement}: closed ${closed}, opened ${opened}${now} (${clientOid})`]
  }
  if (last?.event === "refused" || last?.event === "halted")
    return [false, `${last.event}: ${last.message}. To do: ${last.remedy}.`]
  return [false, "nothing was sent: the position is there already"]
}

const signalOf = ({ instrument, order, position }: Plan.Plan) => ({
  symbol: instrument.symbol,
  side: Side.opposite(order.side),
  ...(position.mode === "hedge" ? { size: Instrument.size(instrument, order.lots) } : {})
})

const mayAsk = (values: ReverseValues, { stdin }: Host): void => {
  if (values.yes === true || values["dry-run"] === true || stdin.isTTY === true) return
  throw new CommandError(
    2,
    "reverse: there is no terminal to ask in",
    "give --yes to send without asking, or --dry-run to look only"
  )
}

const show = async (host: Host, values: ReverseValues, plan: Plan.Plan): Promise<void> => {
  const lines = values.json === true ? [Plan.json(plan)] : Plan.text(plan)
  await send(host.stdout, `${lines.join("\n")}\n`)
}

const isWanted = async (host: Host, values: ReverseValues, plan: Plan.Plan, desk: Desk.Desk): Promise<boolean> => {
  if (values["dry-run"] === true) return false
  if (values.yes !== true && !(await ask(host, "Reverse?"))) {
    host.stderr.write("Nothing was sent.\n")
    return false
  }
  const now = desk.position()
  if (now !== undefined && Position.holdsSame(now, plan.position)) return true
  throw new CommandError(
    1,
    `${plan.instrument.symbol} holds something else by now; nothing was sent`,
    "look again, and decide again"
  )
}

/**
 * Runs `backhand reverse`.
 *
 * Errors: rejects with a `CommandError`: 2 for options and credentials, 1 where there is nothing to reverse or the account
 * cannot be used.
 *
 * @since 0.1.0
 */
export const start = async (values: ReverseValues, symbol: string, host: Host): Promise<ExitCode> => {
  mayAsk(values, host)
  checkFiles([["journal", values.journal]], [])
  const place = readPlace(values)
  const wish = { side: Given.side("side", values.side), size: Given.decimal("size", values.size) }
  const venue = liveVenue(host, place, { symbols: [symbol], knowsLimit: false })
  const desk = Desk.open(venue, symbol, values.journal === undefined ? undefined : sqliteJournal(values.journal))
  try {
    const { instrument, position } = await desk.ready
    const price = await readPrice(Rest.make(restOf(place)), place.productType, symbol)
    const plan = Plan.make(instrument, position, wish, price)
    await show(host, values, plan)
    if (!(await isWanted(host, values, plan, desk))) return 0
    const events = await heedInterrupts(host, values.journal, desk.send(signalOf(plan)))
    const [isDone, text] = result(instrument, events)
    const told = events.map((event) => eventLine(event, { [symbol]: instrument }))
    await send(host.stdout, `${values.json === true ? told.join("\n") : text}\n`)
    return isDone ? 0 : 1
  } finally {
    desk.close()
    host.stdin.destroy()
  }
}
