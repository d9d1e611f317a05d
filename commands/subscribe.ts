import type { SaveOutcome } from "../src/announce/subscriptions.js";
import { announcingChannels } from "../src/discord/channels.js";
import { channel, choice, flag, role, text } from "../src/interactions/option.js";
import { optionalSnowflake, path, rest, snowflake, wholeNumber, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, escapeMarkdown } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { type Button, button, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { SubscriptionSettings } from "../src/store/subscription.js";
import { formatCadence, parseCadence, suggestCadence } from "../src/views/cadence.js";
import {
  bitsToKinds,
  defaultCadence,
  kindChoices,
  kindsToBits,
  newsKinds,
} from "../src/views/change-kinds.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { drawnLines } from "../src/views/drawn-lines.js";
import { groupEntries, listEntries } from "../src/views/entry-groups.js";
import { knownLists } from "../src/views/filters.js";
import { requireServerAnnouncing } from "../src/views/require-announcing.js";
import { settingsLine, subscriptionPath } from "../src/views/subscription-lines.js";
import { suggestLists } from "../src/views/suggestions.js";

/** All settings, so that a button works after a restart. `flags`: 1 is a thread, 2 is publishing. */
interface WrittenSettings {
  readonly channel: string;
  readonly kinds: number;
  readonly flags: number;
  readonly role: string | null;
  readonly cadence: string;
  readonly query: string;
}

const written = {
  channel: snowflake,
  kinds: wholeNumber,
  flags: wholeNumber,
  role: optionalSnowflake,
  cadence: word,
  query: rest,
};
const savePath = path<WrittenSettings>("save", written);
/** The preview before it is saved, of a corrected filter. */
const previewPath = path<WrittenSettings>("try", written);

const cancelPath = path<Record<never, never>>("cancel", {});

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
    cadence: text("When: at once, daily at 9 Europe/Berlin, weekly on Monday at 9 UTC", {
      suggest: (typed) => suggestCadence(typed),
    }),
    mention: role("A role to mention with each announcement"),
    thread: flag("Open a thread under each announcement"),
    publish: flag("Publish to the servers that follow an announcement channel"),
  },
  run(options, context) {
    const { guildId } = requireServerAnnouncing(context);
    const kinds = Object.entries(kindChoices).find(([name]) => name === options.kinds)?.[1] ?? newsKinds;
    const cadence = parseCadence(options.cadence ?? defaultCadence(kinds));
    if (cadence === null) {
      throw new UserError(
        "`cadence` is `at once`, `daily at 9 Europe/Berlin` or `weekly on Monday at 9 UTC`, at full hours from 0 to 23.",
      );
    }
    const settings = {
      guildId,
      ...targetOf(options.channel ?? context.channelId ?? "", context),
      kinds,
      cadence,
      mentionRoleId: roleOf(options.mention ?? null, context),
      thread: options.thread ?? false,
      publish: options.publish ?? false,
    };
    const buttonOf = (query: string) => previewButton({ ...settings, query });
    return showPreview({ ...settings, query: queryOf(options, context, buttonOf) }, context);
  },
});

export const subscribeRoutes: readonly Route<Context>[] = [
  route(
    savePath,
    async (values, context) => {
      const { announcing } = requireServerAnnouncing(context);
      return showSaved(await announcing.subscriptions.save(settingsOf(values, context)));
    },
    "managers",
  ),
  route(previewPath, (values, context) => showPreview(settingsOf(values, context), context), "managers"),
  route(cancelPath, () => textView("Nothing was saved.")),
];

/** @throws {UserError} for a channel or role that has gone since. */
function settingsOf(
  { channel, kinds, flags, role, cadence, query }: WrittenSettings,
  context: Context,
): SubscriptionSettings {
  return {
    guildId: requireServerAnnouncing(context).guildId,
    ...targetOf(channel, context),
    query,
    kinds: bitsToKinds(kinds),
    cadence: parseCadence(cadence) ?? { kind: "at once" },
    mentionRoleId: roleOf(role, context),
    thread: (flags & 1) !== 0,
    publish: (flags & 2) !== 0,
  };
}

/** The filter with the chosen list: a subscription's filter is one search query. */
function queryOf(
  { query = "", list }: { readonly query: string | undefined; readonly list: string | undefined },
  { listView }: Context,
  buttonOf: (query: string) => Button | null,
): string {
  const withLists = (lists: string) => `list:${lists} ${query}`.trim();
  if (list === undefined) return query;
  return withLists(knownLists(list, listView, (lists) => buttonOf(withLists(lists))).join(","));
}

/** Leads to the preview of these settings; null where they do not fit into a button. */
function previewButton(settings: SubscriptionSettings): Button | null {
  const { query } = settings;
  const values = writtenOf(settings);
  const fits = query.length <= previewPath.maxLength({ ...values, query: "" });
  return fits ? button(query, previewPath.at(values)) : null;
}

/** The channel with its kind. @throws {UserError} for one of another server, or that cannot receive announcements. */
function targetOf(
  channelId: string,
  context: Context,
): Pick<SubscriptionSettings, "channelId" | "channelKind"> {
  const { guildId } = requireServerAnnouncing(context);
  const channelKind = context.channels.kindOf(guildId, channelId);
  if (channelKind !== null) return { channelId, channelKind };
  throw new UserError(
    `Announcements go to text channels, announcement channels and forums: <#${channelId}> is not one of these, or the bot cannot see it.`,
  );
}

/** The role to mention. @throws {UserError} for everyone, or a role of another server. */
function roleOf(roleId: string | null, context: Context): string | null {
  const { guildId } = requireServerAnnouncing(context);
  if (roleId === guildId) throw new UserError("A subscription cannot mention everyone: choose another role.");
  if (roleId !== null && !context.channels.hasRole(guildId, roleId))
    throw new UserError("This server does not have that role any more: choose another one.");
  return roleId;
}

async function showPreview(settings: SubscriptionSettings, context: Context): Promise<View> {
  const { announcing } = requireServerAnnouncing(context);
  const problem = announcing.problemWith(settings);
  if (problem !== null) {
    const query = problem.suggestion ?? null;
    const instead = query === null ? null : previewButton({ ...settings, query });
    throw new UserError(escapeMarkdown(problem.message), instead === null ? [] : [instead]);
  }
  const would = await announcing.preview(settings);
  const drawn = drawnLines(settings, announcing);
  return {
    kind: "view",
    blocks: [
      textBlock("## Subscribe?", settingsLine(settings)),
      separator,
      ...(drawn.length === 0 ? [] : [textBlock(...drawn)]),
      textBlock(
        would.length === 0
          ? "Nothing in the list's recorded history would have been announced."
          : `### It would have announced ${count(would.length, "change")} of the list's history`,
        ...listEntries(groupEntries(would.slice(0, maxPreviewed), [])).map(({ text }) => text),
        ...(would.length > maxPreviewed ? [`-# and ${would.length - maxPreviewed} more`] : []),
      ),
      ...missingBlock(settings, context),
    ],
    buttons: [button("Save", savePathOf(settings), { emoji: "✅" }), button("Cancel", cancelPath.at({}))],
  };
}

function missingBlock(settings: SubscriptionSettings, context: Context): View["blocks"] {
  const missing = context.channels.missingFor(settings);
  if (missing.length === 0) return [];
  const names = missing.map((name) => `**${name}**`).join(", ");
  return [
    separator,
    textBlock(
      `⚠️ In <#${settings.channelId}> the bot lacks ${names}.`,
      "-# You can save now; it starts once permitted.",
    ),
  ];
}

/** @throws {UserError} where the filter does not fit into the button with the other settings. */
function savePathOf(settings: SubscriptionSettings): string {
  const values = writtenOf(settings);
  const maxLength = savePath.maxLength({ ...values, query: "" });
  if (settings.query.length > maxLength) {
    throw new UserError(
      `The filter is longer than fits beside the other settings: ${maxLength} characters at most.`,
    );
  }
  return savePath.at(values);
}

function writtenOf(settings: SubscriptionSettings): WrittenSettings {
  const { channelId, kinds, thread, publish, mentionRoleId, cadence, query } = settings;
  return {
    channel: channelId,
    kinds: kindsToBits(kinds),
    flags: (thread ? 1 : 0) | (publish ? 2 : 0),
    role: mentionRoleId,
    cadence: formatCadence(cadence).replace(":00", ""),
    query,
  };
}

function showSaved(outcome: SaveOutcome): View {
  switch (outcome.kind) {
    case "created":
    case "changed":
      return {
        kind: "view",
        blocks: [
          textBlock(
            outcome.kind === "created"
              ? "## Subscribed"
              : "## Changed: this channel had this subscription already",
            settingsLine(outcome.subscription),
          ),
        ],
        buttons: [button("Open it", subscriptionPath.at({ id: outcome.subscription.id }))],
      };
    case "too many":
      return textView(
        `A server can have ${outcome.max} subscriptions: remove one with /subscriptions first.`,
      );
    case "invalid":
      return textView(escapeMarkdown(outcome.message));
    case "taken":
      return textView("Another subscription of this channel has the same filter and kinds already.");
    case "gone":
      return textView("This subscription was removed in the meantime.");
  }
}
