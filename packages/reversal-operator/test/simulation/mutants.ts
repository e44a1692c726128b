import type { Mutant } from "../../../../scripts/planting.ts"

/** Faults of the operator. */
export const mutants: ReadonlyArray<Mutant> = [
  {
    name: "an order leaves before it is written",
    file: "internal/Outbox.ts",
    find: "if (isWrite(command)) write(command)\n      if (!isOver()) carry(command)",
    replace: "carry(command)\n      if (isWrite(command)) write(command)"
  },
  {
    name: "orders of an earlier run are not handed over",
    file: "internal/connect.ts",
    find: 'shell.feed({ fact: "unsettled", unsettled })',
    replace: "void unsettled"
  },
  {
    name: "what was decided in the same instant is carried out after everybody left",
    file: "internal/Outbox.ts",
    find: "if (isOver()) return\n      if (isWrite(command)) write(command)\n      if (!isOver()) carry(command)",
    replace: "if (isWrite(command)) write(command)\n      carry(command)"
  },
  {
    name: "an order leaves although everybody left while it was written",
    file: "internal/Outbox.ts",
    find: "write(command)\n      if (!isOver()) carry(command)",
    replace: "write(command)\n      carry(command)"
  },
  {
    name: "settlements are not written",
    file: "internal/Shell.ts",
    find: ": journal.settled(command.clientOid, command.settlement, now())",
    replace: ": undefined"
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
