import type { SettingName } from "../src/announce/merge-settings.js";
import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { path, snowflake, wholeNumber, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, escapeMarkdown } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, menu, rows, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { Subscription, SubscriptionSettings } from "../src/store/subscription.js";
import { formatKinds } from "../src/views/change-kinds.js";
import type { Context } from "../src/views/context.js";
import { action, defineCommand, route } from "../src/views/define.js";
import { describeSubscription, isMissing } from "../src/views/describe-subscription.js";
import { type Draft, findDraft, keepDraft } from "../src/views/draft.js";
import { requireServerAnnouncing } from "../src/views/require-announcing.js";
import { sampleAnnouncement } from "../src/views/sample.js";
import { type FormHalf, halfOf, readForm, subscriptionForm } from "../src/views/subscription-form.js";
import { plainName, settingsLine, subscriptionPath } from "../src/views/subscription-lines.js";
import { readWanted, wantedOf } from "../src/views/wanted-settings.js";

const listPath = path<{ page: number }>("subscriptions", { page: wholeNumber });
const byId = { id: word } as const;
const paths = {
  pause: path<{ id: string }>("pause", byId),
  resume: path<{ id: string }>("resume", byId),
  test: path<{ id: string }>("test", byId),
  /** The two halves of the form; also with what was filled in before, by the draft's id. */
  editWhat: path<{ id: string }>("edit", byId),
  editWhere: path<{ id: string }>("place", byId),
  correctWhat: path<{ id: string }>("correct", byId),
  correctWhere: path<{ id: string }>("replace", byId),
  edited: path<{ draft: string }>("edited", { draft: word }),
  move: path<{ id: string; channel: string }>("move", { ...byId, channel: snowflake }),
  remove: path<{ id: string }>("remove", byId),
  confirmRemove: path<{ id: string }>("removed", byId),
} as const;

const perPage = 6;

export const subscriptions = defineCommand({
  name: "subscriptions",
  description: "See this server's subscriptions, how each is doing and why; pause, test, edit or remove one",
  for: "managers",
  options: {},
  run: (_, context) => showList(0, context),
});

export const subscriptionsRoutes: readonly Route<Context>[] = [
  route(listPath, ({ page }, context) => showList(page, context), "managers"),
  route(subscriptionPath, async ({ id }, context) => showOne(await find(id, context), context), "managers"),
  action(paths.pause, ({ id }, context) => change("pause", id, context), "managers"),
  action(paths.resume, ({ id }, context) => change("resume", id, context), "managers"),
  action(paths.test, async ({ id }, context) => sendSample(await find(id, context), context), "managers"),
  route(paths.editWhat, ({ id }, context) => edit("what", id, context), "managers"),
  route(paths.editWhere, ({ id }, context) => edit("where", id, context), "managers"),
  route(paths.correctWhat, ({ id }, context) => correct("what", id, context), "managers"),
  route(paths.correctWhere, ({ id }, context) => correct("where", id, context), "managers"),
  action(
    paths.edited,
    async ({ draft: id }, context, { fields }) => {
      const draft = await findDraft(id, context);
      return await saveDraft({ ...draft, wanted: readForm(draft.wanted, fields, context) }, context);
    },
    "managers",
  ),
  action(
    paths.move,
    async ({ id, channel }, context) => {
      const before = await find(id, context);
      const channelKind = context.channels.kindOf(before.guildId, channel);
      const isOurs = context.channels.announcingIn(before.guildId).some((one) => one.id === channel);
      if (channelKind === null || !isOurs) throw new UserError("This channel is not there any more.");
      const publish = before.publish && channelKind === "announcement";
      return await save(id, before, { ...before, channelId: channel, channelKind, publish }, context);
    },
    "managers",
  ),
  route(paths.remove, async ({ id }, context) => askToRemove(await find(id, context), context), "managers"),
  action(
    paths.confirmRemove,
    async ({ id }, context) => {
      const { announcing, guildId } = requireServerAnnouncing(context);
      await announcing.subscriptions.remove(guildId, id);
      return showList(0, context);
    },
    "managers",
  ),
];

/** The form with a subscription's settings. What they are now is kept, to see what the person has changed. */
async function edit(half: FormHalf, id: string, context: Context) {
  const subscription = await find(id, context);
  const wanted = wantedOf(subscription);
  const draft = await keepDraft({ wanted, edits: { id, base: subscription } }, context);
  return subscriptionForm(paths.edited.at({ draft }), half, wanted, context);
}

/** The form with what was filled in before. */
async function correct(half: FormHalf, id: string, context: Context) {
  const { wanted } = await findDraft(id, context);
  return subscriptionForm(paths.edited.at({ draft: id }), half, wanted, context);
}

/** @throws {UserError} where something is wrong, with a button to the form as it was filled in. */
async function saveDraft(draft: Draft, context: Context): Promise<View> {
  const { wanted, edits } = draft;
  if (edits === null) throw new UserError("This was begun too long ago: start again.");
  const read = readWanted(wanted, context, edits.base);
  if (read.kind === "settings") return await save(edits.id, edits.base, read.settings, context);
  const id = await keepDraft(draft, context);
  const form = halfOf(read.about) === "what" ? paths.correctWhat : paths.correctWhere;
  throw new UserError(read.message, [
    button("Correct it", form.at({ id }), { emoji: "✏️" }),
    button("Cancel", subscriptionPath.at({ id: edits.id })),
  ]);
}

/** How people call the settings. */
const settingLabels: Readonly<Record<SettingName, string>> = {
  channelId: "channel",
  channelKind: "channel",
  query: "filter",
  kinds: "kinds of change",
  cadence: "time",
  mentionRoleId: "role",
  thread: "thread",
  publish: "publication",
  quiet: "notification",
  tags: "tags",
};

/** @throws {UserError} where the settings are not valid, or those of another subscription. */
async function save(
  id: string,
  base: SubscriptionSettings,
  wanted: SubscriptionSettings,
  context: Context,
): Promise<View> {
  const outcome = await requireServerAnnouncing(context).announcing.subscriptions.edit(id, base, wanted);
  switch (outcome.kind) {
    case "invalid":
      throw new UserError(escapeMarkdown(outcome.message));
    case "taken":
      throw new UserError("Another subscription of this channel has the same filter and kinds already.");
    case "unchanged":
      return await showOne(outcome.subscription, context, "Unchanged.");
    case "conflict": {
      const names = [...new Set(outcome.names.map((name) => settingLabels[name]))].join(" and ");
      const note = `⚠️ Nothing was saved: somebody else has changed the ${names} meanwhile. This is how it is now.`;
      return await showOne(outcome.subscription, context, note);
    }
    default:
      return await showOne(
        await find(id, context),
        context,
        outcome.kind === "changed" ? "✅ Saved." : undefined,
      );
  }
}

async function find(id: string, context: Context): Promise<Subscription> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const found = await announcing.subscriptions.find(guildId, id);
  if (found === null) throw new UserError("This subscription was removed: /subscriptions shows the others.");
  return found;
}

async function showList(page: number, context: Context): Promise<View> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const all = await announcing.subscriptions.list(guildId);
  if (all.length === 0) return textView("This server has no subscriptions yet: /subscribe makes one.");
  const pageOfSubscriptions = pageOf(all, page, perPage);
  const { shown, first } = pageOfSubscriptions;
  const numberOf = (index: number) => first + index + 1;
  const described = await Promise.all(
    shown.map((subscription, index) =>
      describeSubscription(subscription, context, `**${numberOf(index)}.** `),
    ),
  );
  return {
    kind: "view",
    blocks: [
      textBlock(`## ${count(all.length, "subscription")}`),
      ...described.flatMap((lines) => [separator, textBlock(...lines)]),
      ...pageLine(pageOfSubscriptions),
    ],
    menu: menu(
      "Open a subscription",
      shown.map((subscription, index) => ({
        label: `${numberOf(index)}. ${plainName(subscription, context)}`,
        description: `${subscription.state.kind} · ${formatKinds(subscription.kinds)}`,
        path: subscriptionPath.at({ id: subscription.id }),
      })),
    ),
    buttons: turnButtons(pageOfSubscriptions, (page) => listPath.at({ page })),
  };
}

async function showOne(subscription: Subscription, context: Context, note?: string): Promise<View> {
  const { id, guildId } = subscription;
  return {
    kind: "view",
    blocks: [
      textBlock("## Subscription", ...(await describeSubscription(subscription, context))),
      ...(note === undefined ? [] : [separator, textBlock(note)]),
      ...rows([
        button("What and when", paths.editWhat.at({ id }), { emoji: "✏️" }),
        button("Where and how", paths.editWhere.at({ id }), { emoji: "📍" }),
      ]),
    ],
    menu: isMissing(subscription, context)
      ? menu(
          "Move it to another channel",
          context.channels
            .announcingIn(guildId)
            .map(({ id: channel, name }) => ({ label: `#${name}`, path: paths.move.at({ id, channel }) })),
        )
      : undefined,
    buttons: [
      stateButton(subscription),
      button("Test", paths.test.at({ id }), { emoji: "🧪" }),
      button("Remove", paths.remove.at({ id }), { emoji: "🗑️" }),
      button("All", listPath.at({ page: 0 }), { emoji: "↩️" }),
    ],
  };
}

/** A channel that refuses is tried again by itself, or now. */
function stateButton({ id, state }: Subscription) {
  switch (state.kind) {
    case "active":
      return button("Pause", paths.pause.at({ id }), { emoji: "⏸️" });
    case "paused":
      return button("Resume", paths.resume.at({ id }), { emoji: "▶️" });
    case "blocked":
      return button("Try now", paths.resume.at({ id }), { emoji: "🔁" });
  }
}

async function change(verb: "pause" | "resume", id: string, context: Context): Promise<View> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const changed = await announcing.subscriptions[verb](guildId, id);
  return showOne(changed ?? (await find(id, context)), context);
}

const noPaper = { kind: "refused", reason: "the list has no papers to make a sample of" } as const;

async function sendSample(subscription: Subscription, context: Context): Promise<View> {
  const { announcing } = requireServerAnnouncing(context);
  const sample = sampleAnnouncement(subscription, context.listView);
  const outcome = sample === null ? noPaper : await announcing.sendSample(sample);
  const note =
    outcome.kind === "done"
      ? `✅ A sample is in <#${outcome.channelId ?? subscription.channelId}>.`
      : `⚠️ The sample could not be sent: ${escapeMarkdown(outcome.reason)}.`;
  return showOne(subscription, context, note);
}

function askToRemove(subscription: Subscription, { listView }: Context): View {
  const { id } = subscription;
  return {
    kind: "view",
    blocks: [
      textBlock(
        "## Remove this subscription?",
        settingsLine(subscription, listView),
        "Pending announcements are discarded.",
      ),
    ],
    buttons: [
      button("Remove", paths.confirmRemove.at({ id }), { danger: true }),
      button("Cancel", subscriptionPath.at({ id })),
    ],
  };
}
