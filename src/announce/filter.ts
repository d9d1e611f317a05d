import type { RecordedChange } from "../store/changes.js";

/** A paper, and the list in which it changed. */
export type ChangedPaper = Pick<RecordedChange, "paper" | "listId">;

export type Filter = (changed: ChangedPaper) => boolean;

/**
 * Reads a subscription's query as a filter; null if it cannot be read.
 *
 * @param among the changes that it will be applied to, where they are known. Their venues are venues even if no list has
 *   them yet, and thousands of filters of the same changes (the same array) are fast.
 */
export type ReadFilter = (query: string, among?: readonly ChangedPaper[]) => Filter | null;

/** The filter of a subscription's query: an empty one matches everything, an unreadable one nothing. */
export function filterOf(query: string, readFilter: ReadFilter, among?: readonly ChangedPaper[]): Filter {
  return query === "" ? () => true : (readFilter(query, among) ?? (() => false));
}
