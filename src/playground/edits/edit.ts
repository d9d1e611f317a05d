import { diffCatalogues } from "../../catalogue/diff.js";
import type { Paper } from "../../catalogue/paper.js";
import { parseList } from "../../catalogue/parse-list.js";
import type { VenueRegistry } from "../../catalogue/venues.js";

/** The list before an edit. */
export interface ListNow {
  readonly markdown: string;
  readonly papers: readonly Paper[];
  readonly venues: VenueRegistry;
  /** Four digits. */
  readonly thisYear: string;
  /** The list before each accident that is not mended yet, the latest last. */
  readonly beforeAccidents: readonly string[];
  /** Makes up a title. */
  readonly madeUpTitle: () => string;
}

/** What the visitor typed, by the name of the field. */
export type Fields = Readonly<Record<string, string>>;

/** One commit. */
export interface Edit {
  /**
   * `amend` replaces the newest commit, as a forced push does. The bot must tolerate an `accident`, and `mend` reverts
   * the latest one.
   */
  readonly how: "normal" | "amend" | "accident" | "mend";
  readonly markdown: string;
  /** The commit message, one line. */
  readonly message: string;
  /** A commit that has to be there before. */
  readonly first?: { readonly markdown: string; readonly message: string };
  /** The expected effect in the channels, shown after a semicolon. */
  readonly expect: string;
}

/** An action that is not possible. The message is one sentence for the visitor. */
export class Refused extends Error {
  override readonly name = "Refused";
}

export const announced = "announced within seconds in subscribed channels";

/** The ids of the papers that an edit should change, and no others. */
interface ExpectedChange {
  readonly added?: readonly string[];
  readonly codeReleased?: readonly string[];
  readonly accepted?: readonly string[];
  readonly removed?: readonly string[];
  /** A further condition for each changed paper. */
  readonly check?: (paper: Paper) => boolean;
}

/**
 * The first version of a list with exactly the expected change, as read by the bot. This rejects edits whose typed text
 * would change other papers.
 *
 * @throws {Refused} if there is none
 */
export function firstWithChange(
  { papers, venues }: ListNow,
  versions: readonly string[],
  expected: ExpectedChange,
  reason: string,
): string {
  const found = versions.find((version) => {
    const { edited, ...changes } = diffCatalogues({ papers }, parseList(version, venues), venues);
    const { added, codeReleased, accepted, removed } = changes;
    return (
      edited.length === 0 &&
      hasExactly(added, expected.added) &&
      hasExactly(codeReleased, expected.codeReleased) &&
      hasExactly(accepted, expected.accepted) &&
      hasExactly(removed, expected.removed) &&
      [...added, ...codeReleased, ...accepted].every((paper) => expected.check?.(paper) ?? true)
    );
  });
  if (found === undefined) throw new Refused(reason);
  return found;
}

/** Whether these are the papers with these ids, in any order. */
export function hasExactly(papers: readonly Paper[], ids: readonly string[] = []): boolean {
  const found = new Set(papers.map(({ id }) => id));
  return found.size === ids.length && ids.every((id) => found.has(id));
}
