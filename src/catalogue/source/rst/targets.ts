import { maxUrlLength } from "../../web-url.js";

/** What the references of a reStructuredText file lead to. */
export interface RstTargets {
  /** URLs by the name of their target, as `nameKey` has it. */
  readonly named: ReadonlyMap<string, string>;
  /** URLs without a name, in order: each belongs to one of the anonymous references. */
  readonly anonymous: readonly string[];
  /** The texts that stand for `|name|`; empty for a picture. */
  readonly substitutions: ReadonlyMap<string, string>;
  /** The labels of notes that the text refers to. */
  readonly cited: ReadonlySet<string>;
}

/** Characters of a text that stands for `|name|`. */
const maxSubstitution = 300;
const target = /^\s*\.\. +_(?:`([^`]{1,200})`|([^\s:`_](?:[^:`\\]|\\:){0,200})):(?: +(\S.*))?$/;
const anonymousTarget = /^\s*(?:\.\. +__:|__) +(\S+)\s*$/;
const substitution = /^\s*\.\. +\|([^|]{1,100})\| +([a-z]{1,20})::/;
const citation = /\[([#\w*][\w.+:-]{0,80})\]_/g;

/** Equal for all spellings of a name. */
export function nameKey(name: string): string {
  return name.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Collects the targets, substitutions and citations of a whole file. Linear. */
export function readTargets(lines: readonly string[]): RstTargets {
  const named = new Map<string, string>();
  const anonymous: string[] = [];
  const substitutions = new Map<string, string>();
  const cited = new Set<string>();
  for (const [index, line] of lines.entries()) {
    for (const [, label = ""] of line.includes("]_") ? line.matchAll(citation) : []) cited.add(label);
    const unnamed = line.includes("__") ? anonymousTarget.exec(line)?.[1] : undefined;
    if (unnamed !== undefined) anonymous.push(unnamed.slice(0, maxUrlLength));
    if (!/^\s*\.\. +[_|]/.test(line)) continue;
    const [, quoted, plain = "", given] = target.exec(line) ?? [];
    const url = given ?? continuedUrl(lines[index + 1]);
    const key = nameKey((quoted ?? plain).replaceAll("\\:", ":"));
    if (key !== "" && url !== null && url.length <= maxUrlLength && !named.has(key))
      named.set(key, url.replace(/\s+/g, ""));
    const [whole = "", name = "", kind] = substitution.exec(line) ?? [];
    const text = kind === "replace" ? line.slice(whole.length, whole.length + maxSubstitution).trim() : "";
    if (name !== "") substitutions.set(nameKey(name), text);
  }
  return { named, anonymous, substitutions, cited };
}

/** The URL of a target that begins on the line below it. */
function continuedUrl(line = ""): string | null {
  return /^\s+(https?:\/\/\S+)\s*$/.exec(line)?.[1] ?? null;
}
