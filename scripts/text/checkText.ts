interface Rule {
  readonly why: string
  readonly pattern: RegExp
  /** Paths that may hold such text. */
  readonly except?: RegExp
}

const rules: ReadonlyArray<Rule> = [
  { why: "an absolute path of a machine", pattern: /(?<![\w.:/*})-])\/(?:home|root|work|Users|farm)\/[\w.-]+/ },
  { why: "an absolute path of a machine", pattern: /\b[A-Z]:\\{1,2}Users\\/ },
  { why: "the address of a package registry", pattern: /\bregistry\.[a-z]+[a-z.]*\.(?:org|com|dev|io)\b/i },
  {
    why: "the address of a package registry",
    pattern: /\b(?:unpkg\.com|npm\.pkg\.github\.com|npmmirror\.com|esm\.sh)\b/i
  },
  {
    why: "the address of a package registry",
    pattern: /^\s*(?:tarball|resolved):? .*https?:/,
    except: /^(?!pnpm-lock)/
  },
  { why: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----\S*\s*\S{20}/, except: /(?:^|\/)test\// },
  { why: "an access token", pattern: /\b(?:gh[pousr]_\w{36}|npm_[A-Za-z0-9]{36}|AKIA[0-9A-Z]{16}|bg_[0-9a-f]{32})\b/ },
  { why: "unfinished work", pattern: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/, except: /^pnpm-lock\.yaml$/ }
]

const refuseLine = (path: string, line: string): string | undefined =>
  rules.find(({ except, pattern }) => except?.test(path) !== true && pattern.test(line))?.why

/** Names each line of a file that must not be committed, as `path:line: why`. Binary files are passed over. */
export const checkText = (path: string, text: string): ReadonlyArray<string> => {
  if (text.includes("\0")) return []
  const lines = text.split("\n")
  return lines.flatMap((line, index) => {
    // A key may begin on one line and go on in the next.
    const why =
      refuseLine(path, line) ??
      (line.includes("-----BEGIN") ? refuseLine(path, `${line}\n${lines[index + 1]}`) : undefined)
    return why === undefined ? [] : [`${path}:${index + 1}: ${why}`]
  })
}
