import { type CatalogueDiff, diffCatalogues } from "../../catalogue/diff.js";
import type { Paper } from "../../catalogue/paper.js";
import { parseList } from "../../catalogue/parse-list.js";
import type { ListNow } from "./edit.js";

/** The ids of the papers that an edit should change, and no others. */
export interface ExpectedChange {
  readonly added?: readonly string[];
  readonly codeReleased?: readonly string[];
  readonly accepted?: readonly string[];
  readonly removed?: readonly string[];
  /** A further condition for each changed paper. */
  readonly check?: (paper: Paper) => boolean;
}

/**
 * The first version of a list with exactly the expected change, as read by the bot; `null` if there is none. This
 * rejects edits whose typed text would change other papers.
 */
export function firstWithChange(
  now: ListNow,
  versions: readonly string[],
  expected: ExpectedChange,
): string | null {
  return versions.find((version) => makesChange(now, version, expected)) ?? null;
}

function makesChange({ papers, venues }: ListNow, version: string, expected: ExpectedChange): boolean {
  const after = parseList(version, venues);
  const difference: CatalogueDiff = diffCatalogues({ papers }, after, venues);
  const { added, codeReleased, accepted, edited, removed } = difference;
  return (
    edited.length === 0 &&
    sameIds(added, expected.added) &&
    sameIds(codeReleased, expected.codeReleased) &&
    sameIds(accepted, expected.accepted) &&
    sameIds(removed, expected.removed) &&
    [...added, ...codeReleased, ...accepted].every((paper) => expected.check?.(paper) ?? true)
  );
}

function sameIds(papers: readonly Paper[], ids: readonly string[] = []): boolean {
  const found = new Set(papers.map(({ id }) => id));
  return found.size === ids.length && ids.every((id) => found.has(id));
}
