/**
 * How much a search may still do, in steps: a step is one look at a word of a title, about 20 ns. Every loop over
 * papers or over the dictionary takes its steps from here and ends when there are none left, so no text costs more
 * than another one may.
 */
export interface Work {
  /** Whether there are steps left. */
  readonly left: boolean;
  /** Takes steps, and says whether there are any left after them: one loop may overdraw by its last turn. */
  spend(steps: number): boolean;
  /** A part of what is left, for one stage, so that the next ones have theirs. What it spends is spent here too. */
  share(fraction: number): Work;
}

export function createWork(steps: number, spendElsewhere: (steps: number) => void = () => {}): Work {
  let remaining = steps;
  const work: Work = {
    get left() {
      return remaining > 0;
    },
    spend(taken) {
      remaining -= taken;
      spendElsewhere(taken);
      return remaining > 0;
    },
    share: (fraction) => createWork(Math.max(0, Math.floor(remaining * fraction)), work.spend),
  };
  return work;
}
