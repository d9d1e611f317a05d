import { z } from "zod";
import type { SettingsProblem } from "../announce/check-settings.js";
import { escapeMarkdown, safe } from "../interactions/text.js";
import type { SubscriptionKind, SubscriptionSettings } from "../store/subscription.js";
import { formatCadence } from "./cadence.js";
import { allKinds } from "./change-kinds.js";
import type { Context } from "./context.js";
import { parseCadence } from "./parse-cadence.js";
import { requireServerAnnouncing } from "./require-announcing.js";

/** Settings as a person has filled them in: they may be wrong. */
export interface WantedSettings {
  readonly channelId: string;
  readonly query: string;
  readonly kinds: readonly SubscriptionKind[];
  /** As written: `every monday 9:30`. */
  readonly cadence: string;
  readonly mentionRoleId: string | null;
  readonly thread: boolean;
  readonly publish: boolean;
  readonly quiet: boolean;
  readonly tags: readonly string[];
}

export const wantedSettings: z.ZodType<WantedSettings> = z.object({
  channelId: z.string(),
  query: z.string(),
  kinds: z.array(z.enum(allKinds)),
  cadence: z.string(),
  mentionRoleId: z.string().nullable(),
  thread: z.boolean(),
  publish: z.boolean(),
  quiet: z.boolean(),
  tags: z.array(z.string()),
});

/** One sentence about the first setting that is wrong, in Discord's Markdown. */
export interface WrongSetting {
  readonly kind: "wrong";
  readonly about: SettingsProblem["about"] | "channel" | "role";
  readonly message: string;
  /** The query as it was probably meant. */
  readonly suggestion?: string | null;
}

type Read = { readonly kind: "settings"; readonly settings: SubscriptionSettings } | WrongSetting;

/** Existing settings, as a form shows them. */
export function wantedOf(settings: SubscriptionSettings): WantedSettings {
  const { channelId, query, kinds, mentionRoleId, thread, publish, quiet, tags } = settings;
  const cadence = formatCadence(settings.cadence);
  return { channelId, query, kinds, cadence, mentionRoleId, thread, publish, quiet, tags };
}

/**
 * Reads what a person has filled in.
 *
 * @param before the settings that it changes: what is gone since, and was not changed, is no mistake of this person's
 */
export function readWanted(
  wanted: WantedSettings,
  context: Context,
  before: SubscriptionSettings | null = null,
): Read {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const { channelId, mentionRoleId } = wanted;
  const kindNow = context.channels.kindOf(guildId, channelId);
  const channelKind = kindNow ?? (before?.channelId === channelId ? before.channelKind : null);
  if (channelKind === null)
    return wrong(
      "channel",
      `Announcements go to text channels, announcement channels and forums: <#${channelId}> is not one of these, or the bot cannot see it.`,
    );
  if (mentionRoleId === guildId)
    return wrong("role", "A subscription cannot mention everyone: choose another role.");
  const isKnown = mentionRoleId === null || context.channels.hasRole(guildId, mentionRoleId);
  if (!isKnown && mentionRoleId !== before?.mentionRoleId)
    return wrong("role", "This server does not have that role any more: choose another one.");
  const tags = readTags(wanted, context, before);
  if (typeof tags === "string") return wrong("tags", tags);
  const cadence = parseCadence(wanted.cadence);
  if (cadence === null)
    return wrong(
      "cadence",
      "*When* is `at once`, `daily at 9 Europe/Berlin`, `every Monday 9:30` or `monthly on the 15th`.",
    );
  const settings = { ...wanted, guildId, channelKind, cadence, tags };
  const problem = announcing.problemWith(settings);
  return problem === null
    ? { kind: "settings", settings }
    : { kind: "wrong", ...problem, message: escapeMarkdown(problem.message) };
}

function wrong(about: WrongSetting["about"], message: string): WrongSetting {
  return { kind: "wrong", about, message };
}

/** The tags by their names in the forum; one sentence where it does not have one of them. */
function readTags(
  { channelId, tags }: WantedSettings,
  context: Context,
  before: SubscriptionSettings | null,
): readonly string[] | string {
  const { guildId } = requireServerAnnouncing(context);
  const isGone = context.channels.kindOf(guildId, channelId) === null;
  if (tags.length === 0 || isGone) return tags;
  const forum = context.channels.tagsOf(guildId, channelId);
  // Moved out of a forum: its tags are no choice of this person's.
  if (forum === null) return before === null ? "Only the posts of a forum have tags: leave `tags` out." : [];
  const read: string[] = [];
  for (const tag of tags) {
    const known = forum.tags.find(({ name }) => name.toLowerCase() === tag.toLowerCase());
    if (known === undefined && before?.tags.includes(tag) !== true) {
      const names = forum.tags.map(({ name }) => `"${safe(name, 50)}"`).join(", ");
      return `This forum has no tag "${safe(tag, 50)}": it has ${names === "" ? "none" : names}.`;
    }
    read.push(known?.name ?? tag);
  }
  return [...new Set(read)];
}
