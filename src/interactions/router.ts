import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
} from "discord.js";
import { AnsweredElsewhere } from "./answered-elsewhere.js";
import { requireAudience } from "./audience.js";
import type { Caller } from "./caller.js";
import type { Command } from "./command.js";
import type { Failures } from "./failures.js";
import type { Handled, HandledOutcome } from "./handled.js";
import { type MessageCommand, textOfMessage } from "./message-command.js";
import type { Typed } from "./option.js";
import { type Input, inputOf, noInput, type Route, routeTable } from "./route.js";
import {
  type Answerable,
  changeAnswer,
  changePost,
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
  type Post,
  separator,
  textBlock,
  textView,
  type View,
  type WrittenFile,
} from "./view.js";
import { within } from "./within.js";

const notShared = "This cannot be shared.";

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
  /** Records a press. False where it was recorded before, by whichever process. */
  readonly once: (press: string) => Promise<boolean>;
  /** What the caller has to be told with the next answer; null: nothing. Does not throw. */
  readonly noteFor?: (personId: string) => Promise<string | null>;
  /** Everything that answering this caller needs, as it is at this moment. */
  readonly contextOf: (caller: Caller) => Context;
  /** Called after each first answer. */
  readonly onHandled?: ((handled: Handled) => void) | undefined;
}

/** The outcome of an interaction at its first answer, and what is still to be done. */
interface FirstAnswer {
  readonly outcome: HandledOutcome;
  readonly finish?: () => Promise<void>;
}

const answered: FirstAnswer = { outcome: "answered" };

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
    const { memberPermissions } = interaction;
    const mayManage =
      interaction.inCachedGuild() && memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
    const { guildId, channelId, user } = interaction;
    const { operatorGuildId } = deps;
    return deps.contextOf({ person: { id: user.id, mayManage }, guildId, channelId, operatorGuildId });
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<FirstAnswer> {
    const typed: Typed = Object.fromEntries(interaction.options.data.map(({ name, value }) => [name, value]));
    const command = commands.get(interaction.commandName);
    const focused = interaction.options.data.find((option) => option.focused)?.name;
    const choices = failures.withFallback(null, `suggestions for ${interaction.commandName}`, () =>
      command === undefined || focused === undefined
        ? []
        : command.suggest(focused, typed, contextOf(interaction)),
    );
    await interaction.respond(choices ?? []);
    return choices === null ? { outcome: "failed" } : answered;
  }

  async function answer(interaction: Answerable, work: () => Answer | Promise<Answer>): Promise<FirstAnswer> {
    try {
      const answer = await withNote(await work(), interaction);
      if (answer.kind === "file") return await answerWithFile(interaction, answer);
      await sendAnswer(interaction, answer.kind === "pending" ? answer.view : answer);
      if ((answer.kind !== "pending" && answer.kind !== "post") || answer.later === undefined)
        return answered;
      const { kind, later } = answer;
      const change = kind === "post" ? changePost : changeAnswer;
      const finish = async () => await change(interaction, await resultOf(later, interaction));
      return { outcome: "answered", finish };
    } catch (error) {
      if (error instanceof AnsweredElsewhere) return { outcome: "late" };
      const view = failures.explain(error, nameOf(interaction));
      if (view === null) return { outcome: "late" };
      await sendReply(interaction, view);
      return { outcome: error instanceof UserError ? "refused" : "failed" };
    }
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
  async function answerWithFile(interaction: Answerable, { write }: FileAnswer): Promise<FirstAnswer> {
    const writing = write();
    const file = await within(writing, maxWriting);
    if (file !== null) {
      await sendFile(interaction, file);
      return answered;
    }
    await deferFile(interaction);
    return { outcome: "answered", finish: () => finishFile(interaction, writing) };
  }

  async function finishFile(interaction: Answerable, writing: Promise<WrittenFile>): Promise<void> {
    try {
      await sendLateFile(interaction, await writing);
    } catch (error) {
      const view = failures.explain(error, nameOf(interaction));
      if (view !== null) await changeAnswer(interaction, view);
    }
  }

  async function resultOf(later: Pending["later"], interaction: Answerable): Promise<View> {
    try {
      return await later();
    } catch (error) {
      return failures.explain(error, nameOf(interaction)) ?? textView("This came too late: run it again.");
    }
  }

  /** Takes it on. @throws {AnsweredElsewhere} where another process has: it does what is to be done, once */
  async function claim(press: string): Promise<void> {
    if (!(await deps.once(`press:${press}`))) throw new AnsweredElsewhere();
  }

  async function execute(interaction: ChatInputCommandInteraction): Promise<Answer> {
    const command = commands.get(interaction.commandName);
    if (command === undefined) throw new UserError("This command was removed: it is from an older version.");
    const context = contextOf(interaction);
    requireAudience(command.for, context);
    const inputs = new Map(interaction.options.data.map((option) => [option.name, option]));
    if (command.changes(inputs)) await claim(interaction.id);
    return await command.execute(inputs, context);
  }

  function executeOn(interaction: MessageContextMenuCommandInteraction): Answer | Promise<Answer> {
    const command = messageCommands.get(interaction.commandName);
    if (command === undefined) throw new UserError("This command was removed: it is from an older version.");
    return command.execute(textOfMessage(interaction.targetMessage), contextOf(interaction));
  }

  const routeOf = (path: string) => routes.get(path.split(":", 1)[0] ?? "");

  async function open(path: string, context: Context, input: Input): Promise<Answer> {
    const shared = share.pathOf(path);
    if (shared !== null) return await post(shared, context, input);
    const [picked] = input.picked;
    if (path === navigateMenuId && picked !== undefined)
      return await open(picked, context, { ...input, picked: [] });
    const route = routeOf(path);
    if (route !== undefined) requireAudience(route.for, context);
    if (route?.changes) await claim(input.press);
    const answer = (await route?.open(path.slice(route.name.length + 1), context, input)) ?? null;
    if (answer === null) throw new UserError("This button is from an older version: run the command again.");
    return answer;
  }

  /**
   * Shares what the view's own path shows. That may be less than the path that was asked for: in a forged one, *Back*
   * could be any button, such as one that only an admin may press, and would press in good faith. What a message
   * shows is shared once, however often the button is pressed, and however many processes hear of it.
   */
  async function post(path: string, context: Context, { press, message }: Input): Promise<Answer> {
    // Neither sharing nor what changes something is anything to share.
    if (share.pathOf(path) !== null || routeOf(path)?.changes) throw new UserError(notShared);
    const asked = await open(path, context, noInput);
    const shown = asked.kind === "pending" ? asked.view : asked;
    if (shown.kind !== "view" || shown.path === undefined) throw new UserError(notShared);
    const own = shown.path;
    const post: Post =
      asked.kind === "pending"
        ? { kind: "post", view: { kind: "view", blocks: shown.blocks }, later: () => viewAt(own, context) }
        : { kind: "post", view: own === path ? shown : await viewAt(own, context) };
    await claim(press);
    if (!(await deps.once(`share:${message}:${path}`))) throw new UserError("This is shared already.");
    return post;
  }

  /** The view that a path shows, once it is there. */
  async function viewAt(path: string, context: Context): Promise<View> {
    const answer = await open(path, context, noInput);
    const view = answer.kind === "pending" ? await answer.later() : answer;
    if (view.kind !== "view") throw new UserError(notShared);
    return view;
  }

  /** Sends the first answer. @throws where Discord does not take it */
  async function lead(interaction: Interaction): Promise<FirstAnswer | null> {
    if (interaction.isAutocomplete()) return await suggest(interaction);
    if (interaction.isChatInputCommand()) return await answer(interaction, () => execute(interaction));
    if (interaction.isMessageContextMenuCommand())
      return await answer(interaction, () => executeOn(interaction));
    if (!interaction.isMessageComponent() && !interaction.isModalSubmit()) return null;
    return await answer(interaction, () =>
      open(interaction.customId, contextOf(interaction), inputOf(interaction)),
    );
  }

  /** By names that there are: others come from forged interactions, and would be without end. */
  function subjectOf(interaction: Interaction): Pick<Handled, "kind" | "name"> {
    if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
      const name = interaction.customId.split(":", 1)[0] ?? "";
      const isKnown =
        routes.has(name) || name === navigateMenuId || share.pathOf(interaction.customId) !== null;
      return { kind: "component", name: isKnown ? name : "unknown" };
    }
    const name = interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : "";
    const isKnown = commands.has(name) || messageCommands.has(name);
    return {
      kind: interaction.isAutocomplete() ? "suggestion" : "command",
      name: isKnown ? name : "unknown",
    };
  }

  /** Handles one interaction to its end. Never throws, never rejects. */
  return async function handle(interaction: Interaction): Promise<void> {
    const start = performance.now();
    let first: FirstAnswer | null = { outcome: "failed" };
    const doing = `interaction ${interaction.id}`;
    await failures.run(doing, async () => {
      first = await lead(interaction);
    });
    const { outcome, finish } = first ?? answered;
    if (first !== null)
      deps.onHandled?.({ ...subjectOf(interaction), outcome, milliseconds: performance.now() - start });
    if (finish !== undefined) await failures.run(doing, finish);
  };
}

/** What was asked for, in a log line: a command or a route, never what a person typed. */
function nameOf(interaction: Answerable): string {
  if (interaction.isMessageContextMenuCommand()) return interaction.commandName;
  return interaction.isChatInputCommand()
    ? `/${interaction.commandName}`
    : (interaction.customId.split(":", 1)[0] ?? "");
}
