/** What went wrong, as a sentence for the person at the page. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
