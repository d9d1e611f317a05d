import { type CatalogueStep, diffCatalogues } from "../catalogue/diff.js";
import type { Memory } from "../catalogue/known-paper.js";
import type { Catalogue, Paper } from "../catalogue/paper.js";
import { parseList } from "../catalogue/parse-list.js";
import type { VenueBook } from "../catalogue/venues.js";
import type { ListText } from "./list-text.js";
import { judge } from "./surge-guard.js";

/** The last accepted version of a list, as the next one is compared with it. */
export interface Accepted {
  readonly papers: readonly Paper[];
  readonly memory: Memory;
}

/** How a revision is read. */
export interface Reader {
  readonly venues: VenueBook;
  /** More papers added at once are held. */
  readonly surge: number;
}

/** A revision after it was read: what it changes, and whether it may be told. */
export type Reading =
  | { readonly kind: "fine"; readonly catalogue: Catalogue; readonly step: CatalogueStep }
  | {
      readonly kind: "held";
      readonly reason: string;
      readonly catalogue: Catalogue;
      readonly step: CatalogueStep;
    }
  | { readonly kind: "not-a-list"; readonly reason: string };

/**
 * Reads one revision's text against the last accepted version; `null` for a first sight, which is told to nobody and
 * so never held. Used by the watcher and by `paperboy replay` alike.
 */
export function readRevision(text: ListText, accepted: Accepted | null, { venues, surge }: Reader): Reading {
  if (text.kind === "not-a-list") return text;
  const parsed = parseList(text.markdown, venues);
  if (parsed.papers.length === 0 && accepted && accepted.papers.length > 0) {
    return { kind: "not-a-list", reason: "has no paper in it that could be read" };
  }
  const step = diffCatalogues(accepted ?? { papers: [] }, parsed, venues, accepted?.memory);
  const catalogue = { papers: step.papers, problems: parsed.problems };
  if (!accepted) return { kind: "fine", catalogue, step };
  const verdict = judge(
    {
      before: accepted.papers.length,
      added: step.added.length,
      removed: step.removed.length,
      hasConflict: text.hasConflict,
    },
    surge,
  );
  return verdict.kind === "fine"
    ? { kind: "fine", catalogue, step }
    : { kind: "held", reason: verdict.reason, catalogue, step };
}
