/** A version of the list as one commit. */
export interface Commit {
  readonly markdown: string;
  /** One line. */
  readonly message: string;
  /** When, in seconds since 1970. */
  readonly at: number;
}

const who = "A maintainer <maintainer@example.org>";

/**
 * Commits, oldest first, as `git fast-import` reads them on its standard input: every text comes with its length in
 * bytes, so nothing in it can be taken for anything else, and all of them come to be, or none.
 *
 * @param parent the commit that the first of them follows, `null` for a history's first
 */
export function fastImport(commits: readonly Commit[], parent: string | null): string {
  const parts = commits.map(({ markdown, message, at }, index) => {
    const from = index > 0 || parent === null ? "" : `from ${parent}\n`;
    const head = `commit refs/heads/main\ncommitter ${who} ${at} +0000\n${data(message)}${from}`;
    return `${head}M 100644 inline README.md\n${data(markdown)}`;
  });
  // A commit without `from` follows the branch that the stream itself began; a reset begins one with no past.
  return `reset refs/heads/main\n${parts.join("")}done\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
