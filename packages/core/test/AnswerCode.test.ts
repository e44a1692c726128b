import { assert, describe, it } from "vitest"
import { AnswerCode } from "../src/index.ts"

const known = (verdict: AnswerCode.Verdict, retry: AnswerCode.Retry, codes: string) =>
  codes.split(" ").map((code) => [code, `${verdict}, ${retry}`] as const)

/** Every code of the exchange's contract error table, one by one, as a reader of that table judges it. */
const expected = new Map([
  ...known("accepted", "never", "00000"),
  ...known("throttled", "after-backoff", "429"),
  // Headers and parameters that the caller can correct.
  ...known("refused", "after-fix", "40001 40002 40003 40011 40007"),
  ...known("refused", "after-fix", "40017 400171 400172 40019 40020 40034 40811 40813 40808 43011"),
  ...known("refused", "after-fix", "40072 40102 40078 40079 40304 40305 40402"),
  // A clock that is off.
  ...known("refused", "after-clock-sync", "40004 40005 40008 40911"),
  // Keys, permissions, addresses and accounts: no request will pass.
  ...known("refused", "never", "40006 40037 40041 40009 40012 40036 40014 40040 40018 40038 22010"),
  ...known("refused", "never", "40013 40022 40023 40024 40025 40026 40031 40710 40752 40753 40760 40916"),
  ...known("refused", "never", "40084 40085 40099 40199 40404 30032 45009 45107 45108 45119 22004"),
  ...known("refused", "never", "40865 40866 40867 40868 40918 43017 45089"),
  // A removed contract stays removed; a maintained one comes back.
  ...known("refused", "never", "40309 40845"),
  ...known("refused", "after-backoff", "40308 40844"),
  // The exchange's own list of uncertain results, and what must be treated like it.
  ...known("unknown", "after-reconcile", "40010 40725 45001"),
  ...known("unknown", "after-reconcile", "40015 40200 40776 45023 40908 40910 43059 50031 49040 80002"),
  // Duplicates: the first one was accepted.
  ...known("refused", "never", "40708 40786 45034 43118 50060 25212"),
  // No position, or not enough of it.
  ...known("refused", "never", "40755 40757 40758 40804 45003 45005 45006 45007 43043 43029 22002"),
  // Orders that are not there yet, or are over.
  ...known("refused", "after-backoff", "40109 40768 43001 45057 31007"),
  ...known("refused", "never", "40769 45031 45055"),
  // Money, sizes, caps, hold mode.
  ...known("refused", "after-fix", "40715 40762 45120 40754 40798 40800 43012 45002 43132 40711 40712"),
  ...known("refused", "after-fix", "40774 45021 45109 43075 40773 45020"),
  ...known("refused", "after-fix", "40763 40921 22029 40928 45116 40778 45025 43049 40872 40920 45117"),
  ...known("refused", "after-fix", "40887 40888 45103 45104 40939"),
  ...known("refused", "after-fix", "43006 43007 43010 43027 43037 43038 22034 22038"),
  ...known("refused", "after-fix", "45110 45111 45112 45113 45114 45115"),
  // The market or the contract does not take it now.
  ...known("refused", "after-backoff", "40761 40723 43005 45118 43128"),
  ...known("refused", "after-backoff", "40815 40816 22006 22007 22008 22009 40722 40826 40824 40825 45121 45123 22045"),
  ...known("refused", "after-backoff", "40846 40847 40859 50066 40931 22043 22044 22067"),
  ...known("refused", "after-backoff", "43115 43119 43120 45043 41113 41114")
])

describe("the table of answer codes", () => {
  it("has every code of the exchange's table, and no other", () => {
    assert.deepStrictEqual([...AnswerCode.table.keys()].toSorted(), [...expected.keys()].toSorted())
  })

  it.each([...expected])("reads %s as %s", (code, verdict) => {
    const row = AnswerCode.lookup(code)
    assert.strictEqual(`${row?.verdict}, ${row?.retry}`, verdict)
    assert.notStrictEqual(row?.meaning, "")
    assert.notStrictEqual(row?.remedy, "")
  })

  it("sends an unknown outcome only after a look, and an accepted order never again", () => {
    for (const row of AnswerCode.table.values()) {
      assert.strictEqual(row.verdict === "unknown", row.retry === "after-reconcile")
      if (row.verdict === "accepted") assert.strictEqual(row.retry, "never")
    }
  })

  it.each([
    ["40786", "duplicate"],
    ["40757", "position"],
    ["22002", "position"],
    ["40774", "hold-mode"],
    ["40085", "account"]
  ])("hints what to look at after %s: %s", (code, hint) => {
    assert.strictEqual(AnswerCode.lookup(code)?.hint, hint)
  })

  it.each(["", "99999", "0", "__proto__", "constructor", "toString", " 40757", "40757 "])(
    "has no row for %j",
    (code) => {
      assert.isUndefined(AnswerCode.lookup(code))
    }
  )
})
