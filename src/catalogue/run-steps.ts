/** Runs a generator to its end at once. Long work is a generator, so that it can also run in slices, between other work. */
export function runSteps<Result>(steps: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
