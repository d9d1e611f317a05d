import type { Paper } from "./paper.js";

/** A place in a shuffled deck: which shuffle (`round`), and the place of the last card drawn (`after`). */
export interface ShufflePosition {
  readonly round: number;
  readonly after: number;
}

/** The start of a shuffle. */
export function start(round: number): ShufflePosition {
  return { round, after: -1 };
}

/**
 * Draws the next paper from a deck that is shuffled anew for each person and round. The order is a hash of person,
 * round and paper, so nothing has to be remembered but the position, and papers that come or go in between move no
 * other: each of the deck is drawn once before any is drawn again.
 *
 * @returns `null` where the deck is empty.
 */
export function next(
  papers: readonly Paper[],
  person: string,
  position: ShufflePosition,
): { readonly paper: Paper; readonly position: ShufflePosition } | null {
  return nextInRound(papers, person, position) ?? nextInRound(papers, person, start(position.round + 1));
}

function nextInRound(papers: readonly Paper[], person: string, { round, after }: ShufflePosition) {
  let best: { paper: Paper; position: ShufflePosition } | null = null;
  for (const paper of papers) {
    const place = hash(`${person}:${round}:${paper.id}`);
    if (place > after && (best === null || place < best.position.after)) {
      best = { paper, position: { round, after: place } };
    }
  }
  return best;
}

/** 53 bits of FNV-1a-like mixing: far more than enough that no two papers of a list share a place. */
function hash(text: string): number {
  let high = 0xde_ad_be_ef;
  let low = 0x41_c6_ce_57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
