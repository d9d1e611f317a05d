import { setTimeout as sleep } from "node:timers/promises";
import { detailsKeysOf } from "../catalogue/details.js";
import type { Paper } from "../catalogue/paper.js";
import { countDetailsOf, detailsRanks, wantDetails } from "../store/details.js";
import type { Db } from "../store/schema.js";
import { createSourceAsker } from "./ask-source.js";
import type { DetailsSource } from "./source.js";

/** How far it is: papers' keys that are settled, of all. */
export interface FillProgress {
  readonly done: number;
  readonly total: number;
  /** One sentence where a source is in trouble. */
  readonly note: string | null;
}

interface FillOptions {
  readonly sources: readonly DetailsSource[];
  readonly papers: readonly Paper[];
  readonly onProgress: (progress: FillProgress) => void;
  /** Stops it: what is fetched stays, and the next time goes on with the rest. */
  readonly signal: AbortSignal;
}

/** The failures in a row after which a source is given up for now. */
const maxFailures = 4;
/** The longest sleep: the progress is looked at again, as other processes fetch too. Milliseconds. */
const maxSleep = 5000;

/** Fetches what is not known of these papers yet, each source at its pace. @returns how far it came */
export async function fillDetails(
  db: Db,
  { sources, papers, onProgress, signal }: FillOptions,
): Promise<FillProgress> {
  const names = new Set(sources.map(({ name }) => name));
  const keys = [...new Set(papers.flatMap(detailsKeysOf))].filter((key) => names.has(sourceOf(key)));
  await wantDetails(
    db,
    keys.map((key) => ({ key, source: sourceOf(key) })),
    detailsRanks.opened,
    Date.now(),
  );
  const progress = async (note: string | null): Promise<FillProgress> => {
    const { known, absent } = await countDetailsOf(db, keys);
    const now = { done: known + absent, total: keys.length, note };
    onProgress(now);
    return now;
  };
  await Promise.all(sources.map((source) => fillFrom(source)));
  return await progress(null);

  async function fillFrom(source: DetailsSource): Promise<void> {
    const ask = createSourceAsker(db, source);
    for (;;) {
      const { done, total } = await progress(null);
      if (signal.aborted || done === total) return;
      const outcome = await ask(signal);
      if (signal.aborted || outcome.kind === "idle") return;
      if (outcome.kind === "failed") {
        await progress(`${source.name}: ${outcome.reason}`);
        if (outcome.failures >= maxFailures) return;
      }
      const wait = Math.min(Math.max(outcome.until - Date.now(), 0), maxSleep);
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}

function sourceOf(key: string): string {
  return key.slice(0, key.indexOf(":"));
}
