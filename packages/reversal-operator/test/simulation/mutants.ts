import type { Mutant } from "../../../../scripts/planting.ts"

/** Faults of the operator. */
export const mutants: ReadonlyArray<Mutant> = [
  {
    name: "an order leaves before it is written",
    file: "internal/Shell.ts",
    find: "ground.journal.sent(command.unsettled, sizeOf(options, command.unsettled))\n",
    replace:
      "ground.connection()?.execute(command)\n        return ground.journal.sent(command.unsettled, sizeOf(options, command.unsettled))\n"
  },
  {
    name: "orders of an earlier run are not handed over",
    file: "internal/connect.ts",
    find: 'shell.feed({ fact: "unsettled", unsettled })',
    replace: "void unsettled"
  },
  {
    name: "what was decided in the same instant is carried out after everybody left",
    file: "internal/Shell.ts",
    find: "if (life.closed) return\n      carry(command)",
    replace: "carry(command)"
  },
  {
    name: "an order leaves although everybody left while it was written",
    file: "internal/Shell.ts",
    find: "return ground.life.closed ? undefined : ground.connection()?.execute(command)",
    replace: "return ground.connection()?.execute(command)"
  },
  {
    name: "settlements are not written",
    file: "internal/Shell.ts",
    find: "return ground.journal.settled(command.clientOid, command.settlement, ground.now())",
    replace: "return undefined"
  },
  {
    name: "a restart knows nothing of what the run before it sent",
    file: "internal/engineOptions.ts",
    find: "return { ...made, pausedUntilMs, trustedFromMs }",
    replace: "return { ...made, trustedFromMs }"
  },
  {
    name: "the timer is set once",
    file: "internal/Shell.ts",
    find: "pending?.unsubscribe()\n",
    replace: "if (pending !== undefined) return\n"
  },
  {
    name: "the oldest signal waits for the venue",
    file: "internal/Lobby.ts",
    find: "const isOlder = old !== undefined && signal.at < old.at",
    replace: "const isOlder = old !== undefined"
  },
  {
    name: "a signal that is not replaced at once is lost",
    file: "internal/Shell.ts",
    find: 'if (replaced === undefined) feed({ fact: "signal", signal })',
    replace: "if (replaced === undefined) return"
  },
  {
    name: "the end is told while orders are under way",
    file: "internal/Inbox.ts",
    find: 'this.put({ fact: "end" })',
    replace: "this.#ground.onDone()"
  }
]
