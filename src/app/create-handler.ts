import type { Client, Interaction } from "discord.js";
import { commands, messageCommands } from "../../commands/index.js";
import { routes } from "../../commands/routes.js";
import { createCiter } from "../citations/create-citer.js";
import { inviteUrl } from "../discord/invite-url.js";
import type { Failures } from "../interactions/failures.js";
import { createRouter } from "../interactions/router.js";
import { createShufflePositions } from "../lists/shuffle-positions.js";
import { deletePersonalData, loadPersonalData } from "../store/personal-data.js";
import { insertPress } from "../store/presses.js";
import type { BotFacts, Context, Privacy } from "../views/context.js";
import type { AppDeps } from "./app-deps.js";
import type { Parts } from "./create-parts.js";
import type { Resources } from "./open-resources.js";
import { reportUnlessStore } from "./report-unless-store.js";

/** Answers interactions: from one to its answer. */
export interface Handler {
  readonly handle: (interaction: Interaction) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function createHandler(
  { config, data }: AppDeps,
  { operations: { measures }, store: { db, forAnswers } }: Resources,
  { lists, details, channels, announcing }: Parts,
  client: Client,
  failures: Failures,
): Promise<Handler> {
  const startedAt = Date.now();
  const positions = createShufflePositions(
    db,
    reportUnlessStore(failures, "saving the position of a /random"),
  );
  const privacy: Privacy = {
    load: (personId) => loadPersonalData(forAnswers, personId),
    erase: (personId) => deletePersonalData(forAnswers, personId),
  };
  // Few answers say any of it.
  const facts: BotFacts = {
    version: data.version,
    startedAt,
    get servers() {
      return client.guilds.cache.size;
    },
    get latency() {
      return client.ws.ping < 0 ? null : client.ws.ping;
    },
    get inviteUrl() {
      return inviteUrl(client.application?.id ?? "");
    },
  };
  const citer = createCiter(data.venues);
  const handle = createRouter({
    commands,
    messageCommands,
    routes,
    failures,
    operatorGuildId: config.OPERATOR_GUILD_ID,
    onHandled: measures.onHandled,
    once: (press) => insertPress(forAnswers, press, Date.now()),
    async noteFor(personId) {
      let notes: readonly string[] = [];
      await failures.run("reading what a person is to be told", async () => {
        notes = await announcing.personNotices.take(personId);
      });
      return notes.length === 0 ? null : notes.join("\n");
    },
    contextOf: (caller): Context => ({
      ...caller,
      listView: lists.viewOf(caller.guildId),
      lists,
      positions,
      details,
      citer,
      channels,
      privacy,
      announcing: lists.canChange() ? (client.isReady() ? announcing : "starting") : null,
      facts,
    }),
  });
  return { handle, close: citer.close };
}
