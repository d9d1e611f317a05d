import { type SharedClaim, strengths } from "./match-other-list.js";
import type { Paper } from "./paper.js";

/**
 * Which papers of other lists the new entries of a list are: the strongest claims are settled first, and each id goes to
 * one entry. Two entries that have no more than an identifier in common with a paper get neither: the row of one was
 * copied to write the other.
 *
 * @param isTaken whether a paper of this list has the id already
 * @returns the ids of the entries that are papers of other lists
 */
export function settleClaims(
  claims: ReadonlyMap<Paper, readonly SharedClaim[]>,
  isTaken: (id: string) => boolean,
): ReadonlyMap<Paper, string> {
  const all = [...claims].flatMap(([paper, own]) => own.map(({ id, strength }) => ({ paper, id, strength })));
  const weakClaims = new Map<string, number>();
  for (const { id, strength } of all)
    if (strength <= strengths.keyAndName) weakClaims.set(id, (weakClaims.get(id) ?? 0) + 1);
  const settled = new Map<Paper, string>();
  const given = new Set<string>();
  for (const { paper, id, strength } of all.sort((a, b) => b.strength - a.strength)) {
    if (settled.has(paper) || given.has(id) || isTaken(id)) continue;
    if (strength <= strengths.keyAndName && (weakClaims.get(id) ?? 0) > 1) continue;
    settled.set(paper, id);
    given.add(id);
  }
  return settled;
}

/**
 * The entries that another list has under the very title, as a paper that this list has too: under its former title, say,
 * or where it was published besides. Of those that settling gave nothing, by their ids.
 */
export function secondEntries(
  claims: ReadonlyMap<Paper, readonly SharedClaim[]>,
  settled: ReadonlyMap<Paper, string>,
): ReadonlyMap<Paper, string> {
  return new Map(
    [...claims].flatMap(([paper, [likeliest]]) =>
      likeliest !== undefined && likeliest.strength >= strengths.sameForm && !settled.has(paper)
        ? [[paper, likeliest.id] as const]
        : [],
    ),
  );
}
