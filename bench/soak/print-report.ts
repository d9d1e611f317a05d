import { z } from "zod";
import type { SoakResult } from "./run-soak.js";

/** The promised limit of an answer. Milliseconds. */
const maxP99 = 100;
const maxShown = 5;

/** Prints what was measured and which promises were broken. @returns whether all were kept */
export function printReport(result: SoakResult): boolean {
  const { counts, times, answers, memory, harm, commits, deaths, drained, ownDelay, machineLoad } = result;
  console.log("\nFaults");
  console.table(harm);
  console.log("Commits to the list");
  console.table(commits);
  console.log("Answers, milliseconds");
  console.table({ "/search": spread(times.searches), suggestions: spread(times.suggestions) });
  console.log(`Left out, by reason: ${JSON.stringify(Object.fromEntries(times.leftOut))}`);
  console.log("What admins were told who added lists");
  console.table(Object.fromEntries(answers.sentences));
  console.log(`Left out, by reason: ${JSON.stringify(Object.fromEntries(answers.leftOut))}`);
  console.log("Errors in the bot's log");
  console.table(errorsIn(result.log));
  const delays = result.loads.map(({ delay }) => delay);
  console.table({
    "announcements expected": counts.expected,
    "arrived exactly once": counts.once,
    missing: counts.missing.length,
    repeated: counts.repeated.length,
    foreign: counts.foreign.length,
    "text is not about the paper": counts.garbled.length,
    "refused title: behind the button of a digest, not sent": `${counts.unwantedSent}, ${counts.unwantedKept}`,
    "messages in the channels": counts.messages,
    "seconds until all was announced": drained === null ? "never" : Math.round(drained),
    "delay of the bot's event loop, p99 of 5 s (median, max)": `${percentile(
      delays.map(({ p99 }) => p99),
      0.5,
    ).toFixed(1)}, ${Math.max(...delays.map(({ p99 }) => p99)).toFixed(1)} ms`,
    "delay of the bench's own event loop (p99, max)": `${ownDelay.p99.toFixed(1)}, ${ownDelay.max.toFixed(1)} ms`,
    "live heap, first and last third": memory === null ? "too short" : inMegabytes(memory.heap),
    "least RSS, first and last third": memory === null ? "too short" : inMegabytes(memory.rss),
    "minutes of the last process": memory === null ? "" : memory.minutes.toFixed(1),
    "load of the machine at the end": machineLoad.map((load) => load.toFixed(1)).join(", "),
  });

  const p99 = percentile(times.searches, 0.99);
  const broken = [
    ...(drained === null ? ["Not everything was announced in time."] : []),
    ...problem("Lost", counts.missing),
    ...problem("Announced twice", counts.repeated),
    ...problem("Foreign", counts.foreign),
    ...problem("Not about the paper", counts.garbled),
    ...(counts.unwantedKept === 0 ? ["The refused title was never refused."] : []),
    ...problem("The bot ended", deaths),
    ...problem("A search was not answered", times.unanswered),
    ...problem("An admin was told nothing", answers.unanswered),
    ...(p99 > maxP99 ? [`/search has a p99 of ${p99.toFixed(0)} ms, above ${maxP99} ms.`] : []),
    ...(memory?.isFlat === false ? ["Memory grows."] : []),
  ];
  console.log(broken.length === 0 ? "Every promise was kept." : `Broken:\n${broken.join("\n")}`);
  return broken.length === 0;
}

function problem(what: string, cases: readonly string[]): string[] {
  return cases.length === 0 ? [] : [`${what}, ${cases.length}: ${cases.slice(0, maxShown).join(" | ")}`];
}

function spread(times: readonly number[]) {
  return {
    count: times.length,
    p50: Number(percentile(times, 0.5).toFixed(1)),
    p95: Number(percentile(times, 0.95).toFixed(1)),
    p99: Number(percentile(times, 0.99).toFixed(1)),
    max: Number(Math.max(...times).toFixed(1)),
  };
}

function percentile(values: readonly number[], share: number): number {
  return (
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
  );
}

function inMegabytes([first, last]: readonly [number, number]): string {
  return `${first.toFixed(0)} MB, ${last.toFixed(0)} MB`;
}

const errorLine = z.object({
  level: z.number().min(50),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});

/** How often each error was logged. */
function errorsIn(log: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of log.split("\n").filter((line) => /^\{"level":[56]0.*\}$/.test(line))) {
    const { msg, err } = errorLine.parse(JSON.parse(line));
    const text = `${msg}${err === undefined ? "" : `: ${err.message.split("\n")[0]}`}`.slice(0, 140);
    counts[text] = (counts[text] ?? 0) + 1;
  }
  return counts;
}
