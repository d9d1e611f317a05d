import type { Message } from "../../src/sandbox/protocol.js";
import { ask } from "../../test/support/postgres.js";

export interface Arrivals {
  /** `CHANNEL TITLE` for each paper that is in no message of a channel. */
  readonly missing: readonly string[];
  /** The same for each that is in several. */
  readonly repeated: readonly string[];
}

interface Announced {
  readonly messageId: string;
  readonly title: string;
}

/**
 * Counts in how many messages of each channel each paper is. A digest shows some of its papers, the others are behind its
 * button: those that the database has in it count too.
 */
export async function countArrivals(
  url: string,
  channels: ReadonlyMap<string, readonly Message[]>,
  titles: readonly string[],
): Promise<Arrivals> {
  const announced = await readAnnounced(url);
  const [missing, repeated]: [string[], string[]] = [[], []];
  for (const [channel, messages] of channels) {
    const papers = messages.map((message) => papersIn(JSON.stringify(message), announced, titles));
    for (const title of titles) {
      const times = papers.filter((found) => found.has(title)).length;
      if (times === 0) missing.push(`${channel} ${title}`);
      if (times > 1) repeated.push(`${channel} ${title}`);
    }
  }
  return { missing, repeated };
}

/** A message has its id in the database in the `custom_id` of its button. */
function papersIn(
  text: string,
  announced: readonly Announced[],
  titles: readonly string[],
): ReadonlySet<string> {
  const behind = announced.flatMap(({ messageId, title }) => (text.includes(messageId) ? [title] : []));
  return new Set([...titles.filter((title) => text.includes(title)), ...behind]);
}

async function readAnnounced(url: string): Promise<Announced[]> {
  const { rows } = await ask(
    url,
    "select m.id as \"messageId\", c.paper::json->>'title' as title from messages m join deliveries d on d.message_id = m.id join changes c on c.id = d.change_id",
  );
  return rows;
}
