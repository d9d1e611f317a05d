import type { Overlap } from "../src/announce/overlaps.js";
import type { SaveOutcome } from "../src/announce/subscriptions.js";
import { announcingChannels } from "../src/discord/channels.js";
import { channel, choice, flag, role, text } from "../src/interactions/option.js";
import { path, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, escapeMarkdown } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { type Button, button, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { SubscriptionSettings } from "../src/store/subscription.js";
import { cancelButton, cancelPath } from "../src/views/cancel.js";
import { defaultCadence, kindChoices, newsKinds } from "../src/views/change-kinds.js";
import type { Context } from "../src/views/context.js";
import { action, defineCommand, route } from "../src/views/define.js";
import { findDraft, keepDraft } from "../src/views/draft.js";
import { drawnLines } from "../src/views/drawn-lines.js";
import { groupEntries, listEntries } from "../src/views/entry-groups.js";
import { joinLists } from "../src/views/list-of-query.js";
import { requireServerAnnouncing } from "../src/views/require-announcing.js";
import { type FormHalf, halfOf, readForm, subscriptionForm } from "../src/views/subscription-form.js";
import { settingsLine, subscriptionPath } from "../src/views/subscription-lines.js";
import { suggestCadence } from "../src/views/suggest-cadence.js";
import { suggestTags } from "../src/views/suggest-tags.js";
import { suggestLists } from "../src/views/suggestions.js";
import { readWanted, type WantedSettings, type WrongSetting } from "../src/views/wanted-settings.js";

const byId = { id: word } as const;
const paths = {
  save: path<{ id: string }>("save", byId),
  /** The preview of what was filled in. */
  preview: path<{ id: string }>("try", byId),
  what: path<{ id: string }>("what", byId),
  where: path<{ id: string }>("where", byId),
  filled: path<{ id: string }>("filled", byId),
} as const;

/** Changes that a preview shows. */
const maxPreviewed = 5;

export const subscribe = defineCommand({
  name: "subscribe",
  description: "Announce new papers in a channel; previews what it would have announced before it is saved",
  for: "managers",
  options: {
    channel: channel("Where to announce; this channel if left out", announcingChannels),
    query: text("Only papers that this search finds, such as: vit has:code", { maxLength: 200 }),
    list: text("Only what changes in this list, or these: quantization,efficient-llm", {
      suggest: suggestLists,
    }),
    kinds: choice("Which changes; or picks, or the top", Object.keys(kindChoices)),
    cadence: text("When: at once, daily 9am, every Monday 9:30 Europe/Berlin, monthly on the 15th", {
      suggest: (typed) => suggestCadence(typed),
    }),
    mention: role("A role to mention with each announcement"),
    thread: flag("Open a thread under each paper's first announcement; later changes go there"),
    quiet: flag("Send without a notification"),
    publish: flag("Publish to the servers that follow an announcement channel"),
    tags: text("Tags of a forum's posts, besides those named like a venue, a list or a kind of change", {
      suggest: suggestTags,
    }),
  },
  run(options, context) {
    requireServerAnnouncing(context);
    const kinds = Object.entries(kindChoices).find(([name]) => name === options.kinds)?.[1] ?? newsKinds;
    const { list, query = "" } = options;
    const wanted: WantedSettings = {
      channelId: options.channel ?? context.channelId ?? "",
      query,
      kinds,
      cadence: options.cadence ?? defaultCadence(kinds),
      mentionRoleId: options.mention ?? null,
      thread: options.thread ?? false,
      quiet: options.quiet ?? false,
      publish: options.publish ?? false,
      tags: (options.tags ?? "")
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    };
    const lists = list === undefined ? null : context.listView.search.parseFilter("list", list);
    if (lists?.kind === "invalid") {
      const { message, instead } = lists;
      const suggestion = instead === null ? null : joinLists([instead], query);
      const wrong = { kind: "wrong", about: "query", message: escapeMarkdown(message), suggestion } as const;
      return askAgain({ ...wanted, query: joinLists([list ?? ""], query) }, wrong, context);
    }
    const filled = { ...wanted, query: joinLists(lists?.filters.lists ?? [], query) };
    const read = readWanted(filled, context);
    return read.kind === "wrong"
      ? askAgain(filled, read, context)
      : showPreview(filled, read.settings, context);
  },
});

export const subscribeRoutes: readonly Route<Context>[] = [
  action(
    paths.save,
    async ({ id }, context) => {
      const { announcing } = requireServerAnnouncing(context);
      const settings = await settingsOf((await findDraft(id, context)).wanted, context);
      return showSaved(await announcing.subscriptions.save(settings), context);
    },
    "managers",
  ),
  route(
    paths.preview,
    async ({ id }, context) => {
      const { wanted } = await findDraft(id, context);
      return await showPreview(wanted, await settingsOf(wanted, context), context);
    },
    "managers",
  ),
  route(paths.what, ({ id }, context) => openForm("what", id, context), "managers"),
  route(paths.where, ({ id }, context) => openForm("where", id, context), "managers"),
  route(
    paths.filled,
    async ({ id }, context, { fields }) => {
      const wanted = readForm((await findDraft(id, context)).wanted, fields, context);
      return await showPreview(wanted, await settingsOf(wanted, context), context);
    },
    "managers",
  ),
  route(cancelPath, () => textView("Nothing was saved.")),
];

async function openForm(half: FormHalf, id: string, context: Context) {
  const { wanted } = await findDraft(id, context);
  return subscriptionForm(paths.filled.at({ id }), half, wanted, context);
}

/** The form with everything that was asked for, and what is wrong with it; what was probably meant is filled in. */
async function askAgain(
  given: WantedSettings,
  { about, message, suggestion }: WrongSetting,
  context: Context,
) {
  const meant = suggestion ?? null;
  const wanted = meant === null ? given : { ...given, query: meant };
  const id = await keepDraft({ wanted, edits: null }, context);
  const said = meant === null ? message : `${message}\n-# That is filled in below.`;
  return subscriptionForm(paths.filled.at({ id }), halfOf(about), wanted, context, said);
}

/** @throws {UserError} where something is wrong, with buttons to the form and to what was probably meant. */
async function settingsOf(wanted: WantedSettings, context: Context): Promise<SubscriptionSettings> {
  const read = readWanted(wanted, context);
  if (read.kind === "settings") return read.settings;
  const { about, message, suggestion } = read;
  const buttons: Button[] = [];
  if (typeof suggestion === "string") {
    const meant = await keepDraft({ wanted: { ...wanted, query: suggestion }, edits: null }, context);
    buttons.push(button(suggestion, paths.preview.at({ id: meant })));
  }
  const id = await keepDraft({ wanted, edits: null }, context);
  throw new UserError(message, [
    ...buttons,
    button("Correct it", paths[halfOf(about)].at({ id }), { emoji: "✏️" }),
  ]);
}

async function showPreview(
  wanted: WantedSettings,
  settings: SubscriptionSettings,
  context: Context,
): Promise<View> {
  const { announcing } = requireServerAnnouncing(context);
  const would = await announcing.preview(settings);
  const overlaps = await announcing.overlaps(settings);
  const id = await keepDraft({ wanted, edits: null }, context);
  const drawn = drawnLines(settings, announcing);
  return {
    kind: "view",
    blocks: [
      textBlock("## Subscribe?", settingsLine(settings, context.listView)),
      separator,
      ...(drawn.length === 0 ? [] : [textBlock(...drawn)]),
      textBlock(
        would.length === 0
          ? "Nothing in the list's recorded history would have been announced."
          : `### It would have announced ${count(would.length, "change")} of the list's history`,
        ...listEntries(groupEntries(would.slice(0, maxPreviewed), [])).map(({ text }) => text),
        ...(would.length > maxPreviewed ? [`-# and ${would.length - maxPreviewed} more`] : []),
      ),
      ...notesBlock([
        ...overlapNotes(overlaps, context),
        ...tagNotes(settings, context),
        ...permissionNotes(settings, context),
      ]),
    ],
    buttons: [
      button("Save", paths.save.at({ id }), { emoji: "✅" }),
      button("What and when", paths.what.at({ id }), { emoji: "✏️" }),
      button("Where and how", paths.where.at({ id }), { emoji: "📍" }),
      cancelButton,
    ],
  };
}

function notesBlock(notes: readonly string[]): View["blocks"] {
  return notes.length === 0 ? [] : [separator, textBlock(...notes)];
}

function overlapNotes(overlaps: readonly Overlap[], { listView }: Context): string[] {
  return overlaps.map(({ other, shared, isTheirs }) => {
    const much = shared === 0 ? "" : ` in ${count(shared, "change")} of the history`;
    return (
      `⚠️ It overlaps${much} with ${settingsLine(other, listView)}.\n` +
      `-# What both match is announced once, by ${isTheirs ? "that one" : "this one"}.`
    );
  });
}

function tagNotes({ guildId, channelId, tags }: SubscriptionSettings, { channels }: Context): string[] {
  const forum = channels.tagsOf(guildId, channelId);
  if (forum?.isRequired !== true || tags.length > 0) return [];
  const [first] = forum.tags;
  return [
    first === undefined
      ? "⚠️ This forum requires a tag on each post and has none that the bot may use: posts wait until it has."
      : `ℹ️ This forum requires a tag on each post: where none is named like the venue, list or change, it is **${escapeMarkdown(first.name)}**.`,
  ];
}

function permissionNotes(settings: SubscriptionSettings, context: Context): string[] {
  const missing = context.channels.missingFor(settings);
  if (missing.length === 0) return [];
  const names = missing.map((name) => `**${name}**`).join(", ");
  return [
    `⚠️ In <#${settings.channelId}> the bot lacks ${names}.`,
    "-# You can save now; it starts once permitted.",
  ];
}

function showSaved(outcome: SaveOutcome, { listView }: Context): View {
  switch (outcome.kind) {
    case "created":
      return savedView("## Subscribed", outcome.subscription, listView);
    case "changed":
      return savedView(
        "## Changed: this channel had this subscription already",
        outcome.subscription,
        listView,
      );
    case "unchanged":
      return savedView(
        "## Unchanged: this channel has this subscription already",
        outcome.subscription,
        listView,
      );
    case "too many":
      return textView(
        `A server can have ${outcome.max} subscriptions: remove one with /subscriptions first.`,
      );
    case "invalid":
      return textView(escapeMarkdown(outcome.message));
    case "taken":
    case "conflict":
    case "gone":
      return textView("This subscription was changed in the meantime: /subscriptions shows it.");
  }
}

function savedView(
  heading: string,
  subscription: Extract<SaveOutcome, { kind: "created" }>["subscription"],
  listView: Context["listView"],
): View {
  return {
    kind: "view",
    blocks: [textBlock(heading, settingsLine(subscription, listView))],
    buttons: [button("Open it", subscriptionPath.at({ id: subscription.id }))],
  };
}
