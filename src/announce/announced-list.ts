import type { Paper } from "../catalogue/paper.js";

export interface AnnouncedList {
  readonly id: string;
  /** Whether servers see it by default: true for the operator's lists, false for lists that servers added. */
  readonly isPublic: boolean;
}

/** A served list; null for one that is not served any more. */
export type ListOf = (listId: string) => AnnouncedList | null;

/** The other ids of a paper, which lists gave it that first had it under unlike titles. */
export type OtherIdsOf = (paper: Paper) => readonly string[];
