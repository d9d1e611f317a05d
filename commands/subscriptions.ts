import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { path, snowflake, wholeNumber, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, escapeMarkdown, safe } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, menu, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { Subscription, SubscriptionSettings } from "../src/store/subscription.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { editForm, readEdit } from "../src/views/edit-form.js";
import { requireServerAnnouncing } from "../src/views/require-announcing.js";
import { sampleAnnouncement } from "../src/views/sample.js";
import { settingsLine, stateLine, subscriptionPath } from "../src/views/subscription-lines.js";

const listPath = path<{ page: number }>("subscriptions", { page: wholeNumber });
const byId = { id: word } as const;
const paths = {
  pause: path<{ id: string }>("pause", byId),
  resume: path<{ id: string }>("resume", byId),
  test: path<{ id: string }>("test", byId),
  edit: path<{ id: string }>("edit", byId),
  edited: path<{ id: string }>("edited", byId),
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
  route(paths.pause, ({ id }, context) => change("pause", id, context), "managers"),
  route(paths.resume, ({ id }, context) => change("resume", id, context), "managers"),
  route(paths.test, async ({ id }, context) => sendSample(await find(id, context), context), "managers"),
  route(
    paths.edit,
    async ({ id }, context) => {
      const subscription = await find(id, context);
      return editForm(paths.edited.at({ id: subscription.id }), subscription);
    },
    "managers",
  ),
  route(
    paths.edited,
    async ({ id }, context, { fields }) => {
      const before = await find(id, context);
      return await save(id, readEdit(before, fields), context);
    },
    "managers",
  ),
  route(
    paths.move,
    async ({ id, channel }, context) => {
      const before = await find(id, context);
      const channelKind = context.channels.kindOf(before.guildId, channel);
      const isOurs = context.channels.announcingIn(before.guildId).some((one) => one.id === channel);
      if (channelKind === null || !isOurs) throw new UserError("This channel is not there any more.");
      return await save(id, { ...before, channelId: channel, channelKind }, context);
    },
    "managers",
  ),
  route(paths.remove, async ({ id }, context) => askToRemove(await find(id, context)), "managers"),
  route(
    paths.confirmRemove,
    async ({ id }, context) => {
      const { announcing, guildId } = requireServerAnnouncing(context);
      await announcing.subscriptions.remove(guildId, id);
      return showList(0, context);
    },
    "managers",
  ),
];

/** @throws {UserError} where the settings are not valid, or those of another subscription. */
async function save(id: string, settings: SubscriptionSettings, context: Context): Promise<View> {
  const outcome = await requireServerAnnouncing(context).announcing.subscriptions.edit(id, settings);
  if (outcome.kind === "invalid") throw new UserError(escapeMarkdown(outcome.message));
  if (outcome.kind === "taken") {
    throw new UserError("Another subscription of this channel has the same filter and kinds already.");
  }
  return await showOne(await find(id, context), context);
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
  const described = await Promise.all(shown.map((subscription) => describe(subscription, context)));
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
        label: `${first + index + 1}. ${subscription.query || "Any paper"}`,
        description: `${subscription.state.kind} · ${subscription.cadence.kind}`,
        path: subscriptionPath.at({ id: subscription.id }),
      })),
    ),
    buttons: turnButtons(pageOfSubscriptions, (page) => listPath.at({ page })),
  };
}

/** Papers that Discord refused, of one subscription. */
const maxRefusedShown = 3;

/**
 * Its settings and its state; a problem with the settings, such as a list that the server no longer sees; and what it
 * did not get because Discord refused the content.
 */
async function describe(subscription: Subscription, context: Context): Promise<string[]> {
  const { announcing } = requireServerAnnouncing(context);
  const problem = announcing.problemWith(subscription);
  const refused = await announcing.refusedOf(subscription);
  return [
    settingsLine(subscription),
    `-# ${stateLine(subscription)}`,
    ...(isMissing(subscription, context)
      ? ["⚠️ Its channel was deleted: open it to move it to another, or to remove it."]
      : []),
    ...refused
      .slice(0, maxRefusedShown)
      .map(
        ({ title, reason }) =>
          `⚠️ Not sent: **${safe(title, 100)}**. Discord refuses it: ${escapeMarkdown(reason)}`,
      ),
    ...(problem === null ? [] : [`⚠️ Receives nothing: ${escapeMarkdown(problem.message)}`]),
  ];
}

/** Whether the channel is gone, as far as the gateway says. */
function isMissing({ guildId, channelId }: Subscription, { channels }: Context): boolean {
  return channels.kindOf(guildId, channelId) === null;
}

async function showOne(subscription: Subscription, context: Context, note?: string): Promise<View> {
  const { id, guildId, state } = subscription;
  const isActive = state.kind === "active";
  return {
    kind: "view",
    blocks: [
      textBlock("## Subscription", ...(await describe(subscription, context))),
      ...(note === undefined ? [] : [separator, textBlock(note)]),
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
      isActive
        ? button("Pause", paths.pause.at({ id }), { emoji: "⏸️" })
        : button("Resume", paths.resume.at({ id }), { emoji: "▶️" }),
      button("Test", paths.test.at({ id }), { emoji: "🧪" }),
      button("Edit", paths.edit.at({ id }), { emoji: "✏️" }),
      button("Remove", paths.remove.at({ id }), { emoji: "🗑️" }),
      button("All", listPath.at({ page: 0 }), { emoji: "↩️" }),
    ],
  };
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

function askToRemove(subscription: Subscription): View {
  const { id } = subscription;
  return {
    kind: "view",
    blocks: [
      textBlock(
        "## Remove this subscription?",
        settingsLine(subscription),
        "Pending announcements are discarded.",
      ),
    ],
    buttons: [
      button("Remove", paths.confirmRemove.at({ id }), { danger: true }),
      button("Keep it", subscriptionPath.at({ id })),
    ],
  };
}
