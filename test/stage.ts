import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { ComponentType, InteractionType } from "discord-api-types/v10";
import type { Outcome } from "../src/sandbox/interactions/interactions.js";
import { messageOf, startPaperboy } from "./paperboy.js";
import { createUpstream, list, titles } from "./upstream/fixture.js";

/** A title in the first of the lists. */
export const paper = "I-ViT: Integer-only Quantization";
/** A server that the bot is in, but nobody here. */
export const elsewhere = "999999999999999999";
export const foreignSubscription = "abcdefghij012345";
export const unknownChannel = "888888888888888888";

/** A Discord id as a custom_id holds it. */
export const base36 = (id: string): string => BigInt(id).toString(36);

type Row = Record<string, unknown>;
export type Who = "Mira" | "Ada";

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Tables of what people write for themselves, and of what processes tell each other. */
const personal = ["positions", "drafts", "presses", "votes"];
const betweenProcesses = ["locks", "processes", "chores", "signals", "budgets"];

/** Two lists, one with a held revision; a subscription here, and one of another server. Mira is a member, Ada an admin. */
export async function setStage() {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-forged-"));
  const [quant, efficient] = [createUpstream(), createUpstream()];
  quant.commit({ "README.md": list(paper) });
  efficient.commit({ "README.md": list(...titles(0, 3)) });
  const configFile = join(folder, "paperboy.config.json");
  const lists = [
    { id: "quant", name: "Quantization", url: `file://${quant.dir}` },
    { id: "efficient", name: "Efficient AI", url: `file://${efficient.dir}`, surge: 2 },
  ];
  writeFileSync(configFile, JSON.stringify({ lists }));
  const paperboy = await startPaperboy({ CONFIG_FILE: configFile, ALLOW_SERVER_LISTS: "true" });
  const ada = paperboy.person("Ada");
  await ada.press(messageOf(await ada.run("subscribe", { query: "vit" })), "Save");
  efficient.commit({ "README.md": list(...titles(3, 20)) });
  await paperboy.check();
  // One connection for all: opening another reads the whole schema again.
  const db = new Database(paperboy.databaseFile);
  writeForeignRows(db);
  const rows = (table: string): Row[] => db.prepare<[], Row>(`select * from ${table}`).all();

  /** A message that only the asker sees, and one that everyone sees. */
  async function messagesFor(name: Who): Promise<string[]> {
    const person = paperboy.person(name);
    const about = messageOf(await person.run("about"));
    const shared = messageOf(await person.press(about, "Share"));
    return [about.id, shared.id];
  }

  return {
    paperboy,
    configFile,
    messagesFor,
    /** Presses a button that was never shown, or picks from such a menu. */
    async press(person: Who, customId: string, more: object = {}): Promise<Outcome> {
      const [messageId = ""] = await messagesFor(person);
      const data = { custom_id: customId, component_type: ComponentType.Button, ...more };
      const type = InteractionType.MessageComponent;
      return paperboy.sandbox.forge({ person, channel: "papers", messageId, type, data });
    },
    rows,
    /** Everything in the store but what people write for themselves: how far they are in shuffles, forms, presses, votes, alerts. */
    everything(): Record<string, Row[]> {
      const tables = db
        .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
        .all();
      const kept = tables.filter(
        ({ name }) => ![...personal, ...betweenProcesses].includes(name) && !name.startsWith("sqlite_"),
      );
      const isOwn = (row: Row) => row.channel_kind === "dm" || row.person === 1;
      return Object.fromEntries(kept.map(({ name }) => [name, rows(name).filter((row) => !isOwn(row))]));
    },
    /** What the store has of the other server. */
    foreignRows: (): Row[] =>
      ["subscriptions", "guild_lists", "guilds"].flatMap((table) =>
        rows(table).filter((row) => row.guild_id === elsewhere || row.id === elsewhere),
      ),
    async clear(): Promise<void> {
      db.close();
      await paperboy.stop();
      for (const upstream of [quant, efficient]) upstream.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A subscription and a choice of another server. */
function writeForeignRows(db: Database.Database): void {
  db.prepare("insert into guilds (id, left_at) values (?, null)").run(elsewhere);
  const own = db.prepare<[], Row>("select * from subscriptions").get() ?? {};
  const foreign = { ...own, id: foreignSubscription, guild_id: elsewhere, channel_id: unknownChannel };
  const columns = Object.keys(foreign);
  db.prepare(
    `insert into subscriptions (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`,
  ).run(foreign);
  db.prepare("insert into guild_lists (guild_id, list_id, visible) values (?, 'efficient', 0)").run(
    elsewhere,
  );
}
