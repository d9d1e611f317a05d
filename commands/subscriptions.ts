import { defineCommand } from "../src/interactions/command.js";
import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { path, wholeNumber, word } from "../src/interactions/path.js";
import { route } from "../src/interactions/route.js";
import { count, escapeMarkdown } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, menu, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { Subscription } from "../src/store/subscription.js";
import type { Context } from "../src/views/context.js";
import { editForm, readEdit } from "../src/views/edit-form.js";
import { requireAnnouncing } from "../src/views/require-announcing.js";
import { settingsLine, stateLine } from "../src/views/subscription-lines.js";
import { subscriptionPath } from "../src/views/subscription-path.js";

const listPath = path<{ page: number }>("subscriptions", { page: wholeNumber });
const byId = { id: word } as const;
const paths = {
  pause: path<{ id: string }>("pause", byId),
  resume: path<{ id: string }>("resume", byId),
  test: path<{ id: string }>("test", byId),
  edit: path<{ id: string }>("edit", byId),
  edited: path<{ id: string }>("edited", byId),
  remove: path<{ id: string }>("remove", byId),
  removeForGood: path<{ id: string }>("removed", byId),
} as const;

const perPage = 6;

export const subscriptions = defineCommand({
  name: "subscriptions",
  description: "See this server's subscriptions, how each is doing and why; pause, test, edit or remove one",
  for: "managers",
  options: {},
  run: (_, context) => showList(0, context),
  routes: [
    route(listPath, ({ page }, context) => showList(page, context), "managers"),
    route(subscriptionPath, async ({ id }, context) => showOne(await find(id, context), context), "managers"),
    route(paths.pause, ({ id }, context) => change("pause", id, context), "managers"),
    route(paths.resume, ({ id }, context) => change("resume", id, context), "managers"),
    route(paths.test, async ({ id }, context) => sendSample(await find(id, context), context), "managers"),
    route(
      paths.edit,
      async ({ id }, context) => editForm(paths.edited.at({ id }), await find(id, context)),
      "managers",
    ),
    route(
      paths.edited,
      async ({ id }, context, { fields }) => {
        const before = await find(id, context);
        const outcome = await requireAnnouncing(context).announcing.subscriptions.edit(
          id,
          readEdit(before, fields),
        );
        if (outcome.kind === "invalid") throw new UserError(escapeMarkdown(outcome.message));
        if (outcome.kind === "taken") {
          throw new UserError("Another subscription of this channel has the same filter and kinds already.");
        }
        return showOne(await find(id, context), context);
      },
      "managers",
    ),
    route(paths.remove, async ({ id }, context) => askToRemove(await find(id, context)), "managers"),
    route(
      paths.removeForGood,
      async ({ id }, context) => {
        const { announcing, guildId } = requireAnnouncing(context);
        await announcing.subscriptions.remove(guildId, id);
        return showList(0, context);
      },
      "managers",
    ),
  ],
});

async function find(id: string, context: Context): Promise<Subscription> {
  const { announcing, guildId } = requireAnnouncing(context);
  const found = await announcing.subscriptions.find(guildId, id);
  if (found === null)
    throw new UserError("This subscription was removed: /subscriptions shows those there are.");
  return found;
}

async function showList(page: number, context: Context): Promise<View> {
  const { announcing, guildId } = requireAnnouncing(context);
  const all = await announcing.subscriptions.list(guildId);
  if (all.length === 0) return textView("This server has no subscriptions yet: /subscribe makes one.");
  const turned = pageOf(all, page, perPage);
  const { shown, first } = turned;
  return {
    kind: "view",
    blocks: [
      textBlock(`## ${count(all.length, "subscription")}`),
      ...shown.flatMap((subscription) => [separator, textBlock(...describe(subscription, context))]),
      ...pageLine(turned),
    ],
    menu: menu(
      "Open a subscription",
      shown.map((subscription, index) => ({
        label: `${first + index + 1}. ${subscription.query || "Any paper"}`,
        description: `${subscription.state.kind} · ${subscription.cadence.kind}`,
        path: subscriptionPath.at({ id: subscription.id }),
      })),
    ),
    buttons: turnButtons(turned, (page) => listPath.at({ page })),
  };
}

/** What it asks for, how it is doing, and what stands in the way of it hearing anything: a list that is gone. */
function describe(subscription: Subscription, context: Context): string[] {
  const problem = requireAnnouncing(context).announcing.problemWith(subscription);
  return [
    settingsLine(subscription),
    `-# ${stateLine(subscription)}`,
    ...(problem === null ? [] : [`⚠️ It hears of nothing: ${escapeMarkdown(problem.message)}`]),
  ];
}

function showOne(subscription: Subscription, context: Context, note?: string): View {
  const { id, state } = subscription;
  const isActive = state.kind === "active";
  return {
    kind: "view",
    blocks: [
      textBlock("## Subscription", ...describe(subscription, context)),
      ...(note === undefined ? [] : [separator, textBlock(note)]),
    ],
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
  const { announcing, guildId } = requireAnnouncing(context);
  const changed = await announcing.subscriptions[verb](guildId, id);
  return showOne(changed ?? (await find(id, context)), context);
}

async function sendSample(subscription: Subscription, context: Context): Promise<View> {
  const outcome = await requireAnnouncing(context).announcing.sendSample(subscription);
  const said =
    outcome.kind === "done"
      ? `✅ A sample is in <#${outcome.channelId ?? subscription.channelId}>.`
      : `⚠️ The sample could not be sent: ${escapeMarkdown(outcome.reason)}.`;
  return showOne(subscription, context, said);
}

function askToRemove(subscription: Subscription): View {
  const { id } = subscription;
  return {
    kind: "view",
    blocks: [
      textBlock("## Remove this subscription?", settingsLine(subscription), "What waits for it is not told."),
    ],
    buttons: [
      button("Remove", paths.removeForGood.at({ id }), { danger: true }),
      button("Keep it", subscriptionPath.at({ id })),
    ],
  };
}
