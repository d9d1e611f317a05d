import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../../src/sandbox/person.js";
import type { Answer, Message } from "../../src/sandbox/protocol.js";
import { honestList, hostileLists } from "../hostile-lists.js";
import { createRandom } from "../search/random.js";
import { createGitWriter } from "./git-writer.js";
import type { Interruptions } from "./interruptions.js";

/** What admins got for an answer. */
export interface AdminAnswers {
  /** How often, by the sentence without what varies. */
  readonly sentences: Map<string, number>;
  readonly leftOut: Map<string, number>;
  readonly unanswered: string[];
}

const hostileCount = 14;
const honestSize = 60_000;
/** "This takes up to a minute", and the machine is busy. Milliseconds. */
const maxWait = 120_000;
const pending = /🔎 Reading|⏳ Adding/u;

/** Repositories of strangers: hostile lists of every family by turns, and honest ones. */
export async function writeStrangers(folder: string, seed: number, size: number): Promise<readonly string[]> {
  const random = createRandom(seed);
  const texts = [
    ...random
      .shuffle(hostileLists)
      .slice(0, hostileCount)
      .map(({ list }) => list(size)),
    honestList(honestSize),
    `${honestList(honestSize)}\n# More\n`,
    "",
  ];
  const urls: string[] = [];
  for (const [index, text] of texts.entries()) {
    const repository = await createGitWriter(`${folder}/stranger-${index}`);
    await repository.commit(text);
    urls.push(repository.url);
  }
  return [...urls, `file://${folder}/nowhere`, "https://example.org/a/b", "not an address"];
}

/** An admin adds one list after another, and takes each out that is added. Ends with the signal. */
export async function addLists(
  admin: Person,
  urls: readonly string[],
  options: {
    interruptions: Interruptions;
    seed: number;
    pause: number;
    signal: AbortSignal;
    answers: AdminAnswers;
  },
): Promise<void> {
  const { interruptions, pause, signal, answers } = options;
  const random = createRandom(options.seed);

  /** The text of the final answer; null if there is none. */
  async function ask(what: string, answer: () => Promise<Answer>): Promise<Message | null> {
    const from = performance.now();
    const message = await finalAnswer(admin, answer).catch(() => null);
    const reason = interruptions.between(from, performance.now());
    if (message === null) {
      if (reason === null) answers.unanswered.push(what);
      else answers.leftOut.set(reason, (answers.leftOut.get(reason) ?? 0) + 1);
      return null;
    }
    const sentence = plain(textOf(message));
    answers.sentences.set(sentence, (answers.sentences.get(sentence) ?? 0) + 1);
    return message;
  }

  while (!signal.aborted) {
    const add = random.pick(urls);
    const offer = await ask(`/lists add:${add}`, () => admin.run("lists", { add }));
    if (offer !== null && textOf(offer).includes("Add this list")) {
      const added = await ask("Add it", () => admin.press(offer, "Add it"));
      const id = added === null ? undefined : /list:([a-z0-9.-]+)/.exec(textOf(added))?.[1];
      await sleep(2_000);
      if (id !== undefined) await ask("/lists remove", () => admin.run("lists", { remove: id }));
    }
    await sleep(pause * (0.5 + random.next()), undefined, { signal }).catch(() => {});
  }
}

/** Waits until an answer is more than that the bot is at it. */
async function finalAnswer(admin: Person, ask: () => Promise<Answer>): Promise<Message | null> {
  const answer = await ask();
  if (answer.kind !== "message" && answer.kind !== "update") return null;
  const { id } = answer.message;
  for (let message: Message | undefined = answer.message, waited = 0; waited < maxWait; waited += 500) {
    if (message !== undefined && !pending.test(textOf(message))) return message;
    await sleep(500);
    message = (await admin.read()).find((one) => one.id === id);
  }
  return null;
}

function textOf(message: Message): string {
  const parts = JSON.stringify([message.content, message.components]).matchAll(
    /"content":"((?:[^"\\]|\\.)*)"/g,
  );
  return [message.content, ...[...parts].map(([, text = ""]) => text)].join("\n").trim();
}

/** The first sentence, without addresses, names and numbers. */
function plain(text: string): string {
  return (text.split(/\n|\\n/).find((line) => line.trim() !== "") ?? "nothing")
    .replace(/(?:file:\/\/)?\\*\/\S*stranger\S*/g, "ADDRESS")
    .replace(/\*\*.*\*\*/g, "NAME")
    .replace(/\d+/g, "N")
    .slice(0, 110);
}
