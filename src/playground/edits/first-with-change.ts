import { type CatalogueDiff, diffCatalogues } from "../../catalogue/diff.js";
import type { Paper } from "../../catalogue/paper.js";
import { parseList } from "../../catalogue/parse-list.js";
import type { ListNow } from "./edit.js";

/** What an edit should change, each paper by its id, and nothing else. */
export interface ExpectedChange {
  readonly added?: readonly string[];
  readonly codeReleased?: readonly string[];
  readonly accepted?: readonly string[];
  readonly removed?: readonly string[];
  /** What else has to be true of each paper that changed. */
  readonly check?: (paper: Paper) => boolean;
}

/**
 * The first of some versions of a list that the bot reads as meant, `null` where it reads none so. Whatever somebody
 * typed, an edit that would change anything beside its own paper is not made.
 */
export function firstWithChange(
  now: ListNow,
  versions: readonly string[],
  meant: ExpectedChange,
): string | null {
  return versions.find((version) => makesChange(now, version, meant)) ?? null;
}

function makesChange({ papers, venues }: ListNow, version: string, meant: ExpectedChange): boolean {
  const after = parseList(version, venues);
  const difference: CatalogueDiff = diffCatalogues({ papers }, after, venues);
  const { added, codeReleased, accepted, edited, removed } = difference;
  return (
    edited.length === 0 &&
    sameIds(added, meant.added) &&
    sameIds(codeReleased, meant.codeReleased) &&
    sameIds(accepted, meant.accepted) &&
    sameIds(removed, meant.removed) &&
    [...added, ...codeReleased, ...accepted].every((paper) => meant.check?.(paper) ?? true)
  );
}

function sameIds(papers: readonly Paper[], ids: readonly string[] = []): boolean {
  const found = new Set(papers.map(({ id }) => id));
  return found.size === ids.length && ids.every((id) => found.has(id));
}
