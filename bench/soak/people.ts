import { setTimeout as sleep } from "node:timers/promises";
import { ApplicationCommandOptionType, InteractionType } from "discord-api-types/v10";
import type { Sandbox } from "../../src/sandbox/create-sandbox.js";
import { readCorpus } from "../search/corpus.js";
import { generateQueries } from "../search/generate-queries.js";
import { hostileTexts } from "../search/hostile-texts.js";
import { createRandom } from "../search/random.js";
import type { Interruptions } from "./interruptions.js";
import { madeUpTitle } from "./made-up-titles.js";

/** Discord's own limit of the option. */
const maxQuery = 300;
const hostileShare = 0.05;
const suggestionShare = 0.2;
const newTitleShare = 0.1;

export interface PeopleOptions {
  readonly sandbox: Sandbox;
  readonly interruptions: Interruptions;
  readonly seed: number;
  readonly names: readonly string[];
  /** Searches a second of all together. */
  readonly rate: number;
  readonly channel: string;
  readonly signal: AbortSignal;
}

export interface SearchTimes {
  /** Milliseconds from the interaction to its answer. */
  readonly searches: number[];
  readonly suggestions: number[];
  /** How many were left out, by reason. */
  readonly leftOut: Map<string, number>;
  /** Those that were not answered for no reason. */
  readonly unanswered: string[];
}

/** People who search all the time, each when they feel like it. Ends with the signal. */
export async function searchAll(options: PeopleOptions): Promise<SearchTimes> {
  const { sandbox, interruptions, names, rate, channel, signal } = options;
  const random = createRandom(options.seed);
  const queries = generateQueries(readCorpus("bench/search/titles.tsv"), 40, options.seed).map(
    ({ text }) => text,
  );
  const times: SearchTimes = { searches: [], suggestions: [], leftOut: new Map(), unanswered: [] };

  function draw(): string {
    const share = random.next();
    if (share < hostileShare) return random.pick(hostileTexts).slice(0, maxQuery) || "a";
    if (share < hostileShare + newTitleShare) return madeUpTitle(random.below(600)).split(":")[0] ?? "";
    return random.pick(queries);
  }

  async function ask(person: string): Promise<void> {
    const text = draw();
    const suggests = random.next() < suggestionShare;
    const value = suggests ? text.slice(0, 1 + random.below(20)) : text;
    const query = { name: "query", type: ApplicationCommandOptionType.String, value, focused: suggests };
    const from = performance.now();
    const outcome = await sandbox.forge({
      person,
      channel,
      type: suggests ? InteractionType.ApplicationCommandAutocomplete : InteractionType.ApplicationCommand,
      data: { id: "1", name: "search", type: 1, options: [query] },
    });
    const to = performance.now();
    const reason = interruptions.between(from, to);
    if (reason !== null) times.leftOut.set(reason, (times.leftOut.get(reason) ?? 0) + 1);
    else {
      (suggests ? times.suggestions : times.searches).push(to - from);
      if (outcome.kind === "failed") times.unanswered.push(`${value.slice(0, 40)}: ${outcome.reason}`);
    }
  }

  await Promise.all(
    names.map(async (person) => {
      while (!signal.aborted) {
        const pause = -Math.log(1 - random.next()) * (names.length / rate) * 1000;
        await sleep(pause, undefined, { signal }).catch(() => {});
        if (!signal.aborted) await ask(person);
      }
    }),
  );
  return times;
}
