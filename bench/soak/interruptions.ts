/** Times in which an answer cannot be expected, each with its reason. */
export interface Interruptions {
  /** @returns ends it */
  open(reason: string): () => void;
  /** Why an answer cannot be expected that was asked for at `from` and came at `to`; null if it can. */
  between(from: number, to: number): string | null;
}

export function createInterruptions(): Interruptions {
  const all: { readonly reason: string; readonly from: number; to: number }[] = [];
  return {
    open(reason) {
      const interruption = { reason, from: performance.now(), to: Number.POSITIVE_INFINITY };
      all.push(interruption);
      return () => {
        interruption.to = Math.min(interruption.to, performance.now());
      };
    },
    between: (from, to) => all.findLast((one) => one.from <= to && one.to >= from)?.reason ?? null,
  };
}
