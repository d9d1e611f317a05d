/** One file of a list. A list is one of them or more, in the order in which they are configured, never none. */
export interface ListFile {
  /** Where it is in the repository. */
  readonly path: string;
  /** Empty for a file that is not there. */
  readonly markdown: string;
}
