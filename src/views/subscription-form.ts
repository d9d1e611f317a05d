import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from "discord-api-types/v10";
import { maxQueryLength, maxTags } from "../announce/check-settings.js";
import { changeKinds } from "../catalogue/change.js";
import { announcingChannels } from "../discord/channels.js";
import { limits } from "../interactions/limits.js";
import { plainLine, truncate } from "../interactions/text.js";
import type { Form } from "../interactions/view.js";
import { formatTime, ordinal, weekdays } from "./cadence.js";
import { kindNames } from "./change-kinds.js";
import type { Context } from "./context.js";
import { joinLists, splitLists } from "./list-of-query.js";
import { parseCadence } from "./parse-cadence.js";
import { requireServerAnnouncing } from "./require-announcing.js";
import type { WantedSettings, WrongSetting } from "./wanted-settings.js";

/** A form has five fields at most, so there are two: what is announced and when; where and how. */
export type FormHalf = "what" | "where";

/** How often, as a choice; the time of the others is written beside it. */
const intervals = {
  "at once": "At once",
  daily: "Every day",
  weekly: "Every week",
  monthly: "Every month",
} as const;

/** What a checkbox of *How* sets. */
const flags = {
  thread: "With a thread",
  quiet: "Without a notification",
  publish: "Published to followers",
} as const;
const flagNames = ["thread", "quiet", "publish"] as const;

/** The half of the form in which a setting is. */
export function halfOf(about: WrongSetting["about"]): FormHalf {
  return about === "query" || about === "kinds" || about === "cadence" ? "what" : "where";
}

/**
 * A form with settings filled in.
 *
 * @param problem what is wrong with them, shown above the fields
 */
export function subscriptionForm(
  customId: string,
  half: FormHalf,
  wanted: WantedSettings,
  context: Context,
  problem: string | null = null,
): Form {
  const fields =
    half === "what" ? whatFields(wanted, context, problem !== null) : whereFields(wanted, context);
  const said =
    problem === null ? [] : [{ type: ComponentType.TextDisplay, content: `⚠️ ${problem}` } as const];
  const modal: APIModalInteractionResponseCallbackData = {
    custom_id: customId,
    title: half === "what" ? "What to announce, and when" : "Where to announce, and how",
    components: [...said, ...fields],
  };
  return { kind: "form", modal };
}

/** What was filled in over the settings that the form showed; a field that is missing changes nothing. */
export function readForm(
  before: WantedSettings,
  fields: ReadonlyMap<string, readonly string[]>,
  { listView }: Pick<Context, "listView">,
): WantedSettings {
  const one = (name: string) => fields.get(name)?.[0];
  const split = splitLists(before.query, listView);
  const lists = fields.get("lists");
  const typed = one("query") ?? (fields.has("query") ? "" : lists === undefined ? before.query : split.rest);
  const kinds = fields.get("kinds");
  const how = fields.get("how");
  return {
    ...before,
    query: lists === undefined ? typed : joinLists(lists, typed.trim()),
    kinds: kinds === undefined ? before.kinds : changeKinds.filter((kind) => kinds.includes(kind)),
    cadence: readWhen(one("often"), one("time")) ?? before.cadence,
    channelId: one("channel") ?? before.channelId,
    mentionRoleId: fields.has("role") ? (one("role") ?? null) : before.mentionRoleId,
    ...(how === undefined
      ? {}
      : { thread: how.includes("thread"), quiet: how.includes("quiet"), publish: how.includes("publish") }),
    tags: fields.get("tags") ?? before.tags,
  };
}

function readWhen(often: string | undefined, time = ""): string | null {
  if (often === undefined) return null;
  return often === "at once" ? often : `${often} ${time}`.trim();
}

/** @param isWrong whether a sentence takes the place of one field: the lists are written into the filter then */
function whatFields(wanted: WantedSettings, { listView }: Context, isWrong: boolean): APILabelComponent[] {
  const hasMenu = !isWrong && listView.lists.length > 1 && listView.lists.length <= limits.menuOptions;
  const { lists, rest } = hasMenu ? splitLists(wanted.query, listView) : { lists: [], rest: wanted.query };
  const { kinds, cadence } = wanted;
  return [
    textField(
      { name: "query", label: "Filter", about: "A search; empty for any paper", max: maxQueryLength },
      rest,
    ),
    ...(hasMenu
      ? [
          label("Lists", "Only what changes in these; none for any list", {
            type: ComponentType.StringSelect,
            custom_id: "lists",
            required: false,
            min_values: 0,
            max_values: listView.lists.length,
            options: listView.lists.map(({ id, name }) => ({
              label: truncate(plainLine(name), limits.menuText) || id,
              value: id,
              default: lists.includes(id),
            })),
          }),
        ]
      : []),
    label("Changes", undefined, {
      type: ComponentType.CheckboxGroup,
      custom_id: "kinds",
      min_values: 1,
      options: changeKinds.map((kind) => ({
        label: kindNames[kind],
        value: kind,
        default: kinds.includes(kind),
      })),
    }),
    ...whenFields(cadence),
  ];
}

function whenFields(written: string): APILabelComponent[] {
  const cadence = parseCadence(written);
  const [often = "", ...rest] = written.split(" ");
  const isOfForm = cadence === null && Object.hasOwn(intervals, often);
  const time = isOfForm ? rest.join(" ") : written;
  return [
    label("How often", undefined, {
      type: ComponentType.RadioGroup,
      custom_id: "often",
      options: Object.entries(intervals).map(([value, name]) => ({
        label: name,
        value,
        default: (cadence?.kind ?? often) === value,
      })),
    }),
    textField(
      {
        name: "time",
        label: "Day and time",
        about: "Such as Monday 9:30 Europe/Berlin; not for at once",
        max: 80,
      },
      cadence === null ? time : timeOf(cadence),
    ),
  ];
}

/** The day and the time, without how often. */
function timeOf(cadence: NonNullable<ReturnType<typeof parseCadence>>): string {
  switch (cadence.kind) {
    case "at once":
      return "";
    case "daily":
      return formatTime(cadence);
    case "weekly":
      return `${weekdays[cadence.weekday]} ${formatTime(cadence)}`;
    case "monthly":
      return `${ordinal(cadence.day)} at ${formatTime(cadence)}`;
  }
}

function whereFields(wanted: WantedSettings, context: Context): APILabelComponent[] {
  const { guildId } = requireServerAnnouncing(context);
  const { channels } = context;
  const { channelId, mentionRoleId, tags } = wanted;
  const forum = channels.tagsOf(guildId, channelId);
  const hasRole = mentionRoleId !== null && channels.hasRole(guildId, mentionRoleId);
  const hasChannel = channels.kindOf(guildId, channelId) !== null;
  return [
    label("Channel", "Announcements and what is pending go there from now on", {
      type: ComponentType.ChannelSelect,
      custom_id: "channel",
      channel_types: [...announcingChannels],
      ...(hasChannel
        ? { default_values: [{ id: channelId, type: SelectMenuDefaultValueType.Channel }] }
        : {}),
    }),
    label("Role", "Mentioned with each announcement; none for nobody", {
      type: ComponentType.RoleSelect,
      custom_id: "role",
      required: false,
      min_values: 0,
      ...(hasRole ? { default_values: [{ id: mentionRoleId, type: SelectMenuDefaultValueType.Role }] } : {}),
    }),
    label("How", undefined, {
      type: ComponentType.CheckboxGroup,
      custom_id: "how",
      required: false,
      min_values: 0,
      options: flagNames.map((name) => ({ label: flags[name], value: name, default: wanted[name] })),
    }),
    ...(forum === null || forum.tags.length === 0
      ? []
      : [
          label("Tags", "Besides those named like a venue, a list or a kind of change", {
            type: ComponentType.StringSelect,
            custom_id: "tags",
            required: false,
            min_values: 0,
            max_values: Math.min(maxTags, forum.tags.length),
            options: forum.tags.slice(0, limits.menuOptions).map(({ name }) => ({
              label: name,
              value: name,
              default: tags.some((tag) => tag.toLowerCase() === name.toLowerCase()),
            })),
          }),
        ]),
  ];
}

function textField(
  { name, label: text, about, max }: { name: string; label: string; about: string; max: number },
  value: string,
): APILabelComponent {
  return label(text, about, {
    type: ComponentType.TextInput,
    custom_id: name,
    style: TextInputStyle.Short,
    required: false,
    max_length: max,
    ...(value === "" ? {} : { value: value.slice(0, max) }),
  });
}

function label(
  text: string,
  description: string | undefined,
  component: APILabelComponent["component"],
): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: text,
    ...(description === undefined ? {} : { description }),
    component,
  };
}
