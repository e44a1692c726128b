// The second opinion on codes: the classes of the exchange's error-code table, sorted by what may be done, and the rule
// for what is not in it. Shares nothing with the packages.

const classes = {
  "accepted never": `
    00000`,
  "throttled after-backoff": `
    429`,
  "refused after-fix": `
    22029 22034 22038 40001 40002 40003 40007 40011 40017 400171 400172 40019 40020 40034 40072 40078 40079
    40102 40304 40305 40402 40711 40712 40715 40754 40762 40763 40773 40774 40778 40798 40800 40808 40811
    40813 40872 40887 40888 40920 40921 40928 40939 43006 43007 43010 43011 43012 43027 43037 43038 43049
    43075 43132 45002 45020 45021 45025 45103 45104 45109 45110 45111 45112 45113 45114 45115 45116 45117
    45120`,
  "refused after-clock-sync": `
    40004 40005 40008 40911`,
  "refused never": `
    22002 22004 22010 25212 30032 40006 40009 40012 40013 40014 40018 40022 40023 40024 40025 40026 40031
    40036 40037 40038 40040 40041 40084 40085 40099 40199 40309 40404 40708 40710 40752 40753 40755 40757
    40758 40760 40769 40786 40804 40845 40865 40866 40867 40868 40916 40918 43017 43029 43043 43118 45003
    45005 45006 45007 45009 45031 45034 45055 45089 45107 45108 45119 50060`,
  "unknown after-reconcile": `
    40010 40015 40200 40725 40776 40908 40910 43059 45001 45023 49040 50031 80002`,
  "refused after-backoff": `
    22006 22007 22008 22009 22043 22044 22045 22067 31007 40109 40308 40722 40723 40761 40768 40815 40816
    40824 40825 40826 40844 40846 40847 40859 40931 41113 41114 43001 43005 43115 43119 43120 43128 45043
    45057 45118 45121 45123 50066`
}

const table = new Map(
  Object.entries(classes).flatMap(([meaning, codes]) => {
    const [answer = "", retry = ""] = meaning.split(" ")
    return codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, { answer, retry }] as const)
  })
)

export const knownCodes: ReadonlyArray<string> = [...table.keys()]

const codeOf = (body: string): string | null => {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== "object" || value === null || !("code" in value)) return null
    const { code } = value
    return (typeof code === "string" && code !== "") || typeof code === "number" ? String(code) : null
  } catch {
    return null
  }
}

const says = (answer: string, retry: string, code: string | null) => ({ answer, retry, code })

export const code = (line: Readonly<Record<string, unknown>>) => {
  const status = line["status"] ?? 0
  const body = line["body"] ?? ""
  const isStatus = typeof status === "number" && Number.isInteger(status) && status >= 0 && status < 1000
  if (!isStatus || typeof body !== "string") return { ok: false, error: { tag: "BadRequest" } }
  const stated = codeOf(body)
  const known = stated === null ? undefined : table.get(stated)
  if (known !== undefined) return says(known.answer, known.retry, stated)
  if (status === 429) return says("throttled", "after-backoff", stated ?? "429")
  const isClean = status >= 400 && status <= 499 && status !== 408 && status !== 499
  return stated !== null && isClean ? says("refused", "never", stated) : says("unknown", "after-reconcile", stated)
}
