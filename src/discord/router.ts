import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { Command } from "./command.js";
import type { Context } from "./context.js";
import type { Failures } from "./failures.js";
import type { Typed } from "./option.js";
import { type Audience, present } from "./present.js";
import type { Route } from "./route.js";
import { share } from "./share.js";
import { UserError } from "./user-error.js";
import { type Answer, goToPicked, type View } from "./view.js";

interface RouterDeps {
  readonly commands: readonly Command[];
  /** What is the same for whoever asks, at this moment. */
  readonly surroundings: () => Surroundings;
  readonly failures: Failures;
}

/** The part of the context that does not depend on the interaction. */
export type Surroundings = Pick<Context, "library" | "facts" | "positions">;

type Answerable = ChatInputCommandInteraction | MessageComponentInteraction;

/**
 * Leads each interaction to its command or route and sends what comes of it. The one error boundary: nothing thrown
 * below gets past it.
 */
export function createRouter({ commands, surroundings, failures }: RouterDeps) {
  const byName = new Map(commands.map((command) => [command.name, command]));
  const routes = new Map(
    commands.flatMap(({ routes }) => routes.map((route) => [route.name, route] as const)),
  );

  function contextOf(interaction: Interaction): Context {
    return {
      ...surroundings(),
      person: {
        id: interaction.user.id,
        mayManage: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
      },
      guildId: interaction.guildId,
      channelId: interaction.channelId,
    };
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const typed: Typed = Object.fromEntries(interaction.options.data.map(({ name, value }) => [name, value]));
    const command = byName.get(interaction.commandName);
    const focused = interaction.options.getFocused(true).name;
    const choices = failures.orElse([], `suggestions for ${interaction.commandName}`, () =>
      command === undefined ? [] : command.suggest(focused, typed, contextOf(interaction)),
    );
    await interaction.respond(choices);
  }

  async function answer(interaction: Answerable, work: () => Answer | Promise<Answer>): Promise<void> {
    try {
      await send(interaction, await work());
    } catch (error) {
      const view = failures.explain(error, nameOf(interaction));
      if (view !== null) await send(interaction, view, { always: "reply" });
    }
  }

  function execute(interaction: ChatInputCommandInteraction): Answer | Promise<Answer> {
    const command = byName.get(interaction.commandName);
    if (command === undefined) throw new UserError("This command is gone: it belonged to an older version.");
    const context = contextOf(interaction);
    allow(command.managersOnly, context);
    const inputs = new Map(interaction.options.data.map((option) => [option.name, option]));
    return command.execute(inputs, context);
  }

  function open(path: string, context: Context, picked: readonly string[]): Answer | Promise<Answer> {
    const shared = share.pathOf(path);
    if (shared !== null) return toPost(open(shared, context, picked));
    if (path === goToPicked && picked[0] !== undefined) return open(picked[0], context, []);
    const [name = ""] = path.split(":", 1);
    const route: Route | undefined = routes.get(name);
    if (route !== undefined) allow(route.managersOnly, context);
    const answer = route?.open(path.slice(name.length + 1), context, picked) ?? null;
    if (answer === null) throw new UserError("This button is from an older version: run the command again.");
    return answer;
  }

  /** Handles one interaction to its end. Never throws, never rejects. */
  return async function handle(interaction: Interaction): Promise<void> {
    await failures.contain(`interaction ${interaction.id}`, async () => {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isChatInputCommand()) await answer(interaction, () => execute(interaction));
      else if (interaction.isMessageComponent()) {
        const picked = interaction.isStringSelectMenu() ? interaction.values : [];
        await answer(interaction, () => open(interaction.customId, contextOf(interaction), picked));
      }
    });
  };
}

/** What was asked for, in a log line: a command or a route, never what a person typed. */
function nameOf(interaction: Answerable): string {
  return interaction.isChatInputCommand()
    ? `/${interaction.commandName}`
    : (interaction.customId.split(":", 1)[0] ?? "");
}

function allow(managersOnly: boolean, context: Context): void {
  if (managersOnly && !context.person.mayManage) {
    throw new UserError("This needs the *Manage Server* permission: ask an admin of this server.");
  }
}

async function toPost(answer: Answer | Promise<Answer>): Promise<Answer> {
  const inner = await answer;
  if (inner.kind !== "view") throw new UserError("This can not be shared.");
  return { kind: "post", view: inner };
}

/**
 * A command is answered for the asker only. A button on such an answer changes it in place; on a message that
 * everyone sees, it answers the one who pressed and leaves the message alone.
 */
async function send(interaction: Answerable, answer: Answer, how: { always?: "reply" } = {}): Promise<void> {
  if (answer.kind === "form") return void (await interaction.showModal(answer.modal));
  if (answer.kind === "post") {
    const audience: Audience = { kind: "everyone", sharedBy: interaction.user.id };
    return void (await interaction.reply(body(answer.view, audience, MessageFlags.IsComponentsV2)));
  }
  const inPlace =
    how.always !== "reply" &&
    interaction.isMessageComponent() &&
    interaction.message.flags.has(MessageFlags.Ephemeral);
  if (inPlace)
    return void (await interaction.update(body(answer, { kind: "asker" }, MessageFlags.IsComponentsV2)));
  await interaction.reply(
    body(answer, { kind: "asker" }, MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral),
  );
}

function body<Flags extends number>(view: View, audience: Audience, flags: Flags) {
  return { components: [present(view, audience)], flags };
}
