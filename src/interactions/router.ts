import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
} from "discord.js";
import { requireAudience } from "./audience.js";
import type { Caller } from "./caller.js";
import type { Command } from "./command.js";
import type { Failures } from "./failures.js";
import { type MessageCommand, textOfMessage } from "./message-command.js";
import type { Typed } from "./option.js";
import { type Input, inputOf, noInput, type Route, routeTable } from "./route.js";
import {
  type Answerable,
  changeAnswer,
  deferFile,
  sendAnswer,
  sendFile,
  sendLateFile,
  sendReply,
} from "./send-answer.js";
import { share } from "./share.js";
import { UserError } from "./user-error.js";
import {
  type Answer,
  type FileAnswer,
  navigateMenuId,
  type Pending,
  separator,
  textBlock,
  textView,
  type View,
} from "./view.js";
import { within } from "./within.js";

/** A file that takes longer to write is announced first. Milliseconds. */
const maxWriting = 1000;

interface RouterDeps<Context extends Caller> {
  readonly commands: readonly Command<Context>[];
  /** Default: none. */
  readonly messageCommands?: readonly MessageCommand<Context>[];
  readonly routes: readonly Route<Context>[];
  readonly failures: Failures;
  /** The operator's own server; `null` where none is configured. */
  readonly operatorGuildId: string | null;
  /** What the caller has to be told with the next answer; null: nothing. Does not throw. */
  readonly noteFor?: (personId: string) => Promise<string | null>;
  /** Everything that answering this caller needs, as it is at this moment. */
  readonly contextOf: (caller: Caller) => Context;
}

/**
 * Leads each interaction to its command or route and sends the answer. The one error boundary: nothing thrown below
 * gets past it.
 *
 * @throws where two routes have the same name.
 */
export function createRouter<Context extends Caller>(deps: RouterDeps<Context>) {
  const { failures } = deps;
  const commands = new Map(deps.commands.map((command) => [command.name, command]));
  const messageCommands = new Map(deps.messageCommands?.map((command) => [command.name, command]));
  const routes = routeTable(deps.routes);

  function contextOf(interaction: Interaction): Context {
    // A server that the bot is not in has nothing to manage, whatever its admin may do there.
    const mayManage =
      interaction.inCachedGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild);
    const { guildId, channelId, user } = interaction;
    const { operatorGuildId } = deps;
    return deps.contextOf({ person: { id: user.id, mayManage }, guildId, channelId, operatorGuildId });
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const typed: Typed = Object.fromEntries(interaction.options.data.map(({ name, value }) => [name, value]));
    const command = commands.get(interaction.commandName);
    const focused = interaction.options.data.find((option) => option.focused)?.name;
    const choices = failures.withFallback([], `suggestions for ${interaction.commandName}`, () =>
      command === undefined || focused === undefined
        ? []
        : command.suggest(focused, typed, contextOf(interaction)),
    );
    await interaction.respond(choices);
  }

  async function answer(interaction: Answerable, work: () => Answer | Promise<Answer>): Promise<void> {
    let answered: Answer | null = null;
    try {
      answered = await withNote(await work(), interaction);
      if (answered.kind === "file") return await answerWithFile(interaction, answered);
      await sendAnswer(interaction, answered.kind === "pending" ? answered.view : answered);
    } catch (error) {
      const view = failures.explain(error, nameOf(interaction));
      if (view !== null) await sendReply(interaction, view);
      return;
    }
    if (answered.kind === "pending") await changeAnswer(interaction, await resultOf(answered, interaction));
  }

  /** A note goes with a view, which only the caller sees. */
  async function withNote(answered: Answer, { user }: Answerable): Promise<Answer> {
    if (answered.kind !== "view") return answered;
    const note = (await deps.noteFor?.(user.id)) ?? null;
    return note === null
      ? answered
      : { ...answered, blocks: [textBlock(note), separator, ...answered.blocks] };
  }

  /** @throws what writing it throws within the time that nobody minds */
  async function answerWithFile(interaction: Answerable, { write }: FileAnswer): Promise<void> {
    const writing = write();
    const file = await within(writing, maxWriting);
    if (file !== null) return await sendFile(interaction, file);
    await deferFile(interaction);
    try {
      await sendLateFile(interaction, await writing);
    } catch (error) {
      const view = failures.explain(error, nameOf(interaction));
      if (view !== null) await changeAnswer(interaction, view);
    }
  }

  async function resultOf({ later }: Pending, interaction: Answerable): Promise<View> {
    try {
      return await later();
    } catch (error) {
      return failures.explain(error, nameOf(interaction)) ?? textView("This came too late: run it again.");
    }
  }

  function execute(interaction: ChatInputCommandInteraction): Answer | Promise<Answer> {
    const command = commands.get(interaction.commandName);
    if (command === undefined) throw new UserError("This command was removed: it is from an older version.");
    const context = contextOf(interaction);
    requireAudience(command.for, context);
    const inputs = new Map(interaction.options.data.map((option) => [option.name, option]));
    return command.execute(inputs, context);
  }

  function executeOn(interaction: MessageContextMenuCommandInteraction): Answer | Promise<Answer> {
    const command = messageCommands.get(interaction.commandName);
    if (command === undefined) throw new UserError("This command was removed: it is from an older version.");
    return command.execute(textOfMessage(interaction.targetMessage), contextOf(interaction));
  }

  function open(path: string, context: Context, input: Input): Answer | Promise<Answer> {
    const shared = share.pathOf(path);
    if (shared !== null) return post(shared, context);
    const [picked] = input.picked;
    if (path === navigateMenuId && picked !== undefined) return open(picked, context, noInput);
    const [name = ""] = path.split(":", 1);
    const route = routes.get(name);
    if (route !== undefined) requireAudience(route.for, context);
    const answer = route?.open(path.slice(name.length + 1), context, input) ?? null;
    if (answer === null) throw new UserError("This button is from an older version: run the command again.");
    return answer;
  }

  /**
   * Shares what the view's own path shows. That may be less than the path that was asked for: in a forged one, *Back*
   * could be any button, such as one that only an admin may press, and would press in good faith.
   */
  async function post(path: string, context: Context): Promise<Answer> {
    const asked = await open(path, context, noInput);
    if (asked.kind !== "view" || asked.path === undefined) throw new UserError("This cannot be shared.");
    const view = asked.path === path ? asked : await open(asked.path, context, noInput);
    if (view.kind !== "view") throw new UserError("This cannot be shared.");
    return { kind: "post", view };
  }

  /** Handles one interaction to its end. Never throws, never rejects. */
  return async function handle(interaction: Interaction): Promise<void> {
    await failures.run(`interaction ${interaction.id}`, async () => {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isChatInputCommand()) await answer(interaction, () => execute(interaction));
      else if (interaction.isMessageContextMenuCommand())
        await answer(interaction, () => executeOn(interaction));
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
  if (interaction.isMessageContextMenuCommand()) return interaction.commandName;
  return interaction.isChatInputCommand()
    ? `/${interaction.commandName}`
    : (interaction.customId.split(":", 1)[0] ?? "");
}
