/** A version of the list as one commit. */
export interface Commit {
  readonly markdown: string;
  /** One line. */
  readonly message: string;
  /** Seconds since 1970. */
  readonly at: number;
}

const who = "A maintainer <maintainer@example.org>";

/**
 * The input of `git fast-import` for commits, oldest first. Texts are prefixed with their length in bytes, so their
 * content cannot be misread. Either all commits are created or none.
 *
 * @param parent The parent of the first commit, `null` for a root commit.
 */
export function fastImport(commits: readonly Commit[], parent: string | null): string {
  const parts = commits.map(({ markdown, message, at }, index) => {
    const from = index > 0 || parent === null ? "" : `from ${parent}\n`;
    const head = `commit refs/heads/main\ncommitter ${who} ${at} +0000\n${data(message)}${from}`;
    return `${head}M 100644 inline README.md\n${data(markdown)}`;
  });
  // A commit without `from` follows the branch's previous commit in the stream. The reset starts an empty branch.
  return `reset refs/heads/main\n${parts.join("")}done\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
