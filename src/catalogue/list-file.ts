/** One file of a list. A list has at least one, in the configured order. */
export interface ListFile {
  /** Its path in the repository. */
  readonly path: string;
  /** Its text: markdown, or reStructuredText or data as the ending of its path says. Empty if the file is missing. */
  readonly markdown: string;
  /**
   * What the addresses of its repository's files begin with, for relative links:
   * `https://github.com/someone/list/blob/HEAD/`. Missing if it is not known.
   */
  readonly pages?: string;
}

/** Characters of all files together. */
export function lengthOf(files: readonly ListFile[]): number {
  return files.reduce((sum, { markdown }) => sum + markdown.length, 0);
}
