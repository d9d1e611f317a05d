/** One file of a list. A list has at least one, in the configured order. */
export interface ListFile {
  /** Its path in the repository. */
  readonly path: string;
  /** Empty if the file is missing. */
  readonly markdown: string;
}
