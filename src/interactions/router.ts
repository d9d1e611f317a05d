import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  PermissionFlagsBits,
} from "discord.js";
import type { Context } from "../views/context.js";
import { requireAudience } from "./audience.js";
import type { Command } from "./command.js";
import type { Failures } from "./failures.js";
import { inputOf, nothingMore } from "./input-of.js";
import type { Typed } from "./option.js";
import type { Input, Route } from "./route.js";
import { type Answerable, changeAnswer, sendAnswer, sendReply } from "./send-answer.js";
import { share } from "./share.js";
import { UserError } from "./user-error.js";
import { type Answer, navigateMenuId, type Pending, textView, type View } from "./view.js";

interface RouterDeps {
  readonly commands: readonly Command[];
  /** What is the same for everybody in a server, or outside of servers (`null`), at this moment. */
  readonly guildContext: (guildId: string | null) => GuildContext;
  readonly failures: Failures;
}

/** The part of the context that does not depend on the interaction. */
export type GuildContext = Omit<Context, "person" | "guildId" | "channelId">;

/**
 * Leads each interaction to its command or route and sends what comes of it. The one error boundary: nothing thrown
 * below gets past it.
 */
export function createRouter({ commands, guildContext: surroundings, failures }: RouterDeps) {
  const byName = new Map(commands.map((command) => [command.name, command]));
  const routes = new Map(
    commands.flatMap(({ routes }) => routes.map((route) => [route.name, route] as const)),
  );

  function contextOf(interaction: Interaction): Context {
    return {
      ...surroundings(interaction.guildId),
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
    const choices = failures.withFallback([], `suggestions for ${interaction.commandName}`, () =>
      command === undefined ? [] : command.suggest(focused, typed, contextOf(interaction)),
    );
    await interaction.respond(choices);
  }

  async function answer(interaction: Answerable, work: () => Answer | Promise<Answer>): Promise<void> {
    let answered: Answer | null = null;
    try {
      answered = await work();
      await sendAnswer(interaction, answered.kind === "pending" ? answered.view : answered);
    } catch (error) {
      const view = failures.explain(error, nameOf(interaction));
      if (view !== null) await sendReply(interaction, view);
      return;
    }
    if (answered.kind === "pending") await changeAnswer(interaction, await resultOf(answered, interaction));
  }

  async function resultOf({ later }: Pending, interaction: Answerable): Promise<View> {
    try {
      return await later();
    } catch (error) {
      return failures.explain(error, nameOf(interaction)) ?? textView("This came too late: run it again.");
    }
  }

  function execute(interaction: ChatInputCommandInteraction): Answer | Promise<Answer> {
    const command = byName.get(interaction.commandName);
    if (command === undefined) throw new UserError("This command is gone: it belonged to an older version.");
    const context = contextOf(interaction);
    requireAudience(command.for, context);
    const inputs = new Map(interaction.options.data.map((option) => [option.name, option]));
    return command.execute(inputs, context);
  }

  function open(path: string, context: Context, input: Input): Answer | Promise<Answer> {
    const shared = share.pathOf(path);
    if (shared !== null) return toPost(open(shared, context, input));
    const [picked] = input.picked;
    if (path === navigateMenuId && picked !== undefined) return open(picked, context, nothingMore);
    const [name = ""] = path.split(":", 1);
    const route: Route | undefined = routes.get(name);
    if (route !== undefined) requireAudience(route.for, context);
    const answer = route?.open(path.slice(name.length + 1), context, input) ?? null;
    if (answer === null) throw new UserError("This button is from an older version: run the command again.");
    return answer;
  }

  /** Handles one interaction to its end. Never throws, never rejects. */
  return async function handle(interaction: Interaction): Promise<void> {
    await failures.run(`interaction ${interaction.id}`, async () => {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isChatInputCommand()) await answer(interaction, () => execute(interaction));
      else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
        await answer(interaction, () =>
          open(interaction.customId, contextOf(interaction), inputOf(interaction)),
        );
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

async function toPost(answer: Answer | Promise<Answer>): Promise<Answer> {
  const inner = await answer;
  if (inner.kind !== "view") throw new UserError("This can not be shared.");
  return { kind: "post", view: inner };
}
