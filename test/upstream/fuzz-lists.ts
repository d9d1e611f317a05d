import { readFileSync } from "node:fs";
import { normaliseTitle } from "../../src/catalogue/normalise-title.js";
import type { Version } from "../../src/reading/reader.js";
import { readListText } from "../../src/upstream/list-text.js";
import { readRevision } from "../../src/upstream/read-revision.js";
import { toRevisionText } from "../../src/upstream/read-texts.js";
import { reader, readingOf } from "./fixture.js";

/** What went wrong with a mutated list, with the seed that reproduces it. */
export interface Finding {
  readonly seed: number;
  readonly what: string;
}

export interface FuzzResult {
  readonly lists: number;
  readonly fine: number;
  readonly held: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly findings: readonly Finding[];
}

const original = readFileSync("data/awesome-transformer-quantization.md", "utf8");
const junk = [
  "<<<<<<< HEAD",
  "| a | b |",
  "<table><tr><td>",
  "[[",
  "]]((",
  "```",
  "- ",
  "#",
  "\u0000",
  "\ud800",
  "**",
  "<!--",
  "&nbsp;",
  "$$",
  "\r",
  "\u202e",
  "<br>",
];

function textOf(markdown: string) {
  const text = readListText({ kind: "content", bytes: Buffer.from(markdown) });
  return toRevisionText([{ path: "README.md", text }]);
}

/** Repeatable pseudo-random integers from 0 up to a limit. */
function dice(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (limit) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 12)) >>> 0) % Math.max(1, limit);
  };
}

/** What accidents and editors do to a text, harmless or not. */
function mutate(text: string, roll: (limit: number) => number): string {
  const lines = text.split("\n");
  const at = roll(lines.length);
  const line = lines[at] ?? "";
  const within = roll(line.length + 1);
  switch (roll(11)) {
    case 0:
      return lines.toSpliced(at, 1 + roll(4)).join("\n");
    case 1:
      return lines.toSpliced(roll(lines.length), 0, line).join("\n");
    case 2:
      return lines.with(at, line.slice(0, within) + junk[roll(junk.length)] + line.slice(within)).join("\n");
    case 3:
      return lines.with(at, line.slice(0, within) + line.slice(within + 1 + roll(3))).join("\n");
    case 4:
      return text.slice(0, text.length - roll(text.length >> roll(6)));
    case 5:
      return text
        .split(/(?=\n## )/)
        .sort(() => roll(3) - 1)
        .join("");
    case 6:
      return text.replaceAll("https://", "http://").replaceAll("/abs/", "/pdf/");
    case 7:
      return text.replaceAll("\n", "\r\n");
    case 8:
      return lines.map((each) => each.replace(/^- /, "* ").replace(/\]\]/g, "] ]")).join("\n");
    case 9:
      return text.toUpperCase().replaceAll("HTTPS://ARXIV.ORG/ABS/", "https://arxiv.org/abs/");
    default:
      return lines.with(at, "").join("\n");
  }
}

/**
 * Reads mutated versions of a list in turn, as a watcher whose operator releases everything, with the original after
 * every twenty. A finding is a crash, a known title announced as new, or an original that does not come back
 * complete and without new papers.
 */
export async function fuzz(count: number, firstSeed: number): Promise<FuzzResult> {
  const listReading = readingOf();
  const findings: Finding[] = [];
  const counts = { fine: 0, held: 0, "not-a-list": 0 };
  const read = (text: string, from: Version | null) => readRevision(textOf(text), from, listReading);
  let [accepted, text, slowestMs]: [Version | null, string, number] = [null, original, 0];
  let ids = "";

  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const roll = dice(seed);
    const isOriginal = accepted === null || seed % 20 === 0;
    if (isOriginal) text = original;
    for (let i = isOriginal ? 0 : 1 + roll(3); i > 0; i--) text = mutate(text, roll);
    const known = new Set([...(accepted?.knownPapers.values() ?? [])].flatMap(({ titles }) => titles));
    const started = performance.now();
    try {
      const reading = await read(text, accepted);
      counts[reading.kind === "not-a-list" ? "not-a-list" : reading.heldReason === null ? "fine" : "held"]++;
      slowestMs = Math.max(slowestMs, performance.now() - started);
      if (reading.kind === "not-a-list") continue;
      const added = reading.changes.flatMap(({ kind, paper }) => (kind === "added" ? [paper] : []));
      for (const { title } of added) {
        if (known.has(normaliseTitle(title))) findings.push({ seed, what: `announced again: ${title}` });
      }
      if (isOriginal) {
        const original = await reader.catalogueOf(reading.version);
        if (original.kind === "unreadable") throw new Error(original.reason);
        const now = original.papers
          .map(({ id }) => id)
          .sort()
          .join(" ");
        if (accepted && added.length > 0)
          findings.push({ seed, what: `new in the original: ${added[0]?.title}` });
        if (ids && now !== ids) findings.push({ seed, what: "the original came back with other papers" });
        ids ||= now;
      }
      accepted = reading.version;
    } catch (error) {
      findings.push({ seed, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return {
    lists: count,
    fine: counts.fine,
    held: counts.held,
    refused: counts["not-a-list"],
    slowestMs,
    findings,
  };
}
