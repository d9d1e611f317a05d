import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Paper } from "../../src/catalogue/paper.js";
import { createRandom, type Random } from "../search/random.js";

export interface UpstreamSize {
  readonly lists: number;
  readonly revisions: number;
}

/** How lists of the field write an entry; the first line of a list that needs one. */
const dialects: readonly { readonly head: string; readonly entry: (paper: Paper, links: Links) => string }[] =
  [
    {
      head: "",
      entry: ({ title, venue, year }, { paper, code }) =>
        `- ${title}, ${venue} ${year} [[paper](${paper})]${code && ` [[code](${code})]`}`,
    },
    {
      head: "",
      entry: ({ title, venue, year }, { paper, code }) =>
        `- [${title}](${paper}) - A. Author, B. Author. *${venue} ${year}*${code && ` [code](${code})`}`,
    },
    {
      head: "| Title | Venue | Year | Links |\n| --- | --- | --- | --- |",
      entry: ({ title, venue, year }, { paper, code }) =>
        `| ${title.replaceAll("|", "/")} | ${venue} | ${year} | [paper](${paper})${code && ` [code](${code})`} |`,
    },
    {
      head: "",
      entry: ({ title, venue, year }, { paper, code }) =>
        `* **${title}** | ${venue} ${year} | [[Paper]](${paper})${code && ` [[Code]](${code})`}`,
    },
    {
      head: "",
      entry: ({ title, venue, year }, { paper, code }) =>
        `- [${year}] [${venue}] **${title}**. [[paper](${paper})]${code && ` [[github](${code})]`}`,
    },
  ];

interface Links {
  readonly paper: string;
  /** Empty without code. */
  readonly code: string;
}

/**
 * Writes repositories as real lists have them: each with its own dialect, shared papers, and a history that adds papers a
 * few at a time, gives some of them code and takes one away.
 *
 * @returns the folders, one for each list
 */
export async function writeUpstreams(
  folder: string,
  papers: readonly Paper[],
  { lists, revisions }: UpstreamSize,
): Promise<string[]> {
  const each = Math.ceil(papers.length / lists);
  const folders: string[] = [];
  for (let list = 0; list < lists; list++) {
    const dir = join(folder, `upstream-${list}.git`);
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", dir]);
    const shared = papers.slice(((list + 1) % lists) * each).slice(0, each / 10);
    await writeHistory(dir, list, [...papers.slice(list * each, (list + 1) * each), ...shared], revisions);
    folders.push(dir);
  }
  return folders;
}

async function writeHistory(
  dir: string,
  list: number,
  papers: readonly Paper[],
  revisions: number,
): Promise<void> {
  const random = createRandom(list + 1);
  const git = spawn("git", ["-C", dir, "fast-import", "--quiet"], { stdio: ["pipe", "ignore", "inherit"] });
  const ended = once(git, "close");
  for (let revision = 0; revision < revisions; revision++) {
    const text = markdownOf(list, papers, (revision + 1) / revisions, random);
    const who = `committer Someone <someone@example.org> ${1_600_000_000 + revision * 86_400} +0000`;
    const bytes = Buffer.byteLength(text);
    const commit = `commit refs/heads/main\n${who}\ndata 6\nUpdate\nM 100644 inline README.md\ndata ${bytes}\n${text}\n`;
    if (!git.stdin.write(commit)) await once(git.stdin, "drain");
  }
  git.stdin.end();
  await ended;
}

/** @param grown how much of its growth the list has behind it: from above 0 to 1 */
function markdownOf(list: number, papers: readonly Paper[], grown: number, random: Random): string {
  const { head, entry } = dialects[list % dialects.length] ?? { head: "", entry: () => "" };
  const count = Math.ceil(papers.length * (0.6 + 0.4 * grown));
  const gone = Math.floor(random.next() * count);
  const bySection = new Map<number, string[]>();
  // New papers come on top of their section, as in most lists.
  for (const [at, paper] of papers.slice(0, count).toReversed().entries()) {
    if (at === gone && grown < 1) continue;
    const number = hash(`${paper.title}`);
    const links = {
      paper: `https://arxiv.org/abs/${2000 + (number % 600)}.${String(number % 100_000).padStart(5, "0")}`,
      code: number % 1000 < grown * 500 ? `https://github.com/someone/${number.toString(36)}` : "",
    };
    const section = bySection.get(number % 8) ?? [];
    section.push(entry(paper, links));
    bySection.set(number % 8, section);
  }
  const sections = [...bySection]
    .sort(([a], [b]) => a - b)
    .map(
      ([section, lines]) =>
        `## Topic ${section + 1}\n\n${head === "" ? "" : `${head}\n`}${lines.join("\n")}\n`,
    );
  return `# A list of papers on topic ${list + 1}\n\n${sections.join("\n")}`;
}

function hash(text: string): number {
  let value = 7;
  for (let at = 0; at < text.length; at++) value = (Math.imul(value, 31) + text.charCodeAt(at)) >>> 0;
  return value;
}
