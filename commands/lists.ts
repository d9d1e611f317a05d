import { requireAudience } from "../src/interactions/audience.js";
import { text } from "../src/interactions/option.js";
import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { path, wholeNumber } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { code, count, plainLine, safe, truncate } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import {
  type Answer,
  button,
  type Menu,
  separator,
  textBlock,
  textView,
  type View,
} from "../src/interactions/view.js";
import type { ServedList } from "../src/lists/list-view.js";
import type { ListAdding } from "../src/lists/lists.js";
import type { Context } from "../src/views/context.js";
import { action, defineCommand, route } from "../src/views/define.js";
import { listLines } from "../src/views/list-lines.js";
import { acceptOffer, askToAdd, offerPath } from "../src/views/list-offer.js";
import { loadingLine } from "../src/views/loading-line.js";
import { problemsPath, showProblems } from "../src/views/problems-view.js";
import { listsLike } from "../src/views/suggestions.js";

const listsPath = path<{ page: number }>("lists", { page: wholeNumber });
/** The menu of a page: the lists picked become visible, the others of that page do not. */
const choosePath = path<{ page: number }>("choose", { page: wholeNumber });

const perPage = 6;

export const lists = defineCommand({
  name: "lists",
  description: "See the lists, how each is doing and which this server sees; add one of your own",
  options: {
    add: text("A list's page on GitHub, GitLab, Codeberg or Gitee, to add it to this server", {
      maxLength: 500,
    }),
    branch: text("With add: its branch; the default one if left out", { maxLength: 200 }),
    path: text("With add: its file; README.md if left out", { maxLength: 300 }),
    remove: text("A list that was added to this server, to take it out again", {
      suggest: (typed, { lists, guildId }) =>
        listsLike(typed, guildId === null ? [] : (lists.adding?.addedBy(guildId) ?? [])),
    }),
  },
  changes: ({ remove }) => remove !== undefined,
  run({ add, branch, path, remove }, context) {
    if (add !== undefined && remove !== undefined)
      throw new UserError("Either `add` a list or `remove` one.");
    if (add !== undefined) {
      const { adding, guildId } = addingOf(context);
      return askToAdd({ url: add, branch: branch ?? null, path: path ?? null }, adding, guildId);
    }
    if (remove !== undefined) return takeOut(remove, context);
    if (branch !== undefined || path !== undefined)
      throw new UserError(
        "`branch` and `path` say where in a repository a list is: give its address with `add`.",
      );
    return showLists(0, context);
  },
});

export const listsRoutes: readonly Route<Context>[] = [
  route(listsPath, ({ page }, context) => showLists(page, context)),
  route(problemsPath, ({ page }, context) => showProblems(page, context.listView)),
  action(choosePath, ({ page }, context, { picked }) => choose(page, picked, context), "managers"),
  action(
    offerPath,
    ({ offer }, context): Answer => {
      const { adding, guildId } = addingOf(context);
      return acceptOffer(offer, adding, guildId);
    },
    "managers",
  ),
];

async function showLists(page: number, context: Context): Promise<View> {
  const { listView, lists, guildId, person } = context;
  const manages = guildId !== null && person.mayManage;
  const all = manages ? lists.availableTo(guildId) : listView.lists;
  const visible = new Set(listView.lists.map(({ id }) => id));
  const pageOfLists = pageOf(all, page, perPage);
  const { shown, current } = pageOfLists;
  const states = await lists.states(shown.map(({ id }) => id));
  const at = (page: number) => listsPath.at({ page });
  const canChoose = manages && all.length > 1;
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(all.length, "list")}`,
        `-# ${count(listView.papers.length, "paper")} in all, each counted once${canChoose ? "; this server sees those with a tick: choose them below" : ""}`,
        ...loadingLine(listView.lists),
      ),
      ...shown.flatMap((list) => [
        separator,
        textBlock(
          ...listLines(list, states.get(list.id), canChoose ? (visible.has(list.id) ? "✅ " : "🙈 ") : ""),
        ),
      ]),
      ...pageLine(pageOfLists),
    ],
    menu: canChoose ? choiceMenu(shown, visible, current) : undefined,
    buttons: [
      ...turnButtons(pageOfLists, at),
      ...(listView.lists.some(({ problems }) => problems.length > 0)
        ? [button("What could not be read", problemsPath.at({ page: 0 }), { emoji: "🔧" })]
        : []),
    ],
    // The menu works for admins only: this view is not shared.
    ...(canChoose ? {} : { path: at(current) }),
  };
}

function choiceMenu(shown: readonly ServedList[], visible: ReadonlySet<string>, page: number): Menu {
  return {
    type: 3,
    custom_id: choosePath.at({ page }),
    placeholder: "Choose the lists that this server sees",
    min_values: 0,
    max_values: shown.length,
    options: shown.map(({ id, name }) => ({
      label: truncate(plainLine(name), 100) || id,
      description: `list:${id}`,
      value: id,
      default: visible.has(id),
    })),
  };
}

async function choose(page: number, picked: readonly string[], context: Context): Promise<View> {
  const { listView, lists, guildId } = context;
  if (guildId === null) throw new UserError("This works in a server only: run it there.");
  const { shown } = pageOf(lists.availableTo(guildId), page, perPage);
  const others = listView.lists.filter(({ id }) => shown.every((list) => list.id !== id));
  // What was picked may be of another page or of no list at all: a menu can be old, or forged.
  const chosen = new Map(shown.map(({ id }) => [id, picked.includes(id)]));
  if (others.length === 0 && ![...chosen.values()].includes(true))
    throw new UserError("A server sees at least one list: choose another one first.");
  await lists.setVisible(guildId, chosen);
  return textView(
    "From now on this server sees:",
    ...lists
      .availableTo(guildId)
      .filter(({ id }) => chosen.get(id) === true || others.some((other) => other.id === id))
      .map(({ name }) => `- ${safe(name, 100)}`),
    "-# Answers and future announcements are about these.",
  );
}

async function takeOut(id: string, context: Context): Promise<View> {
  const { adding, guildId } = addingOf(context);
  const added = adding.addedBy(guildId);
  const called = added.filter((one) => one.name === id);
  const list = added.find((one) => one.id === id) ?? called[0];
  if (called.length > 1 && list?.id !== id)
    throw new UserError(
      `Several lists of this server are called so: name one of ${called.map((one) => code(one.id)).join(", ")}.`,
    );
  const visible = context.listView.lists;
  if (list !== undefined && visible.length === 1 && visible[0]?.id === list.id)
    throw new UserError("A server sees at least one list: choose another one with `/lists` first.");
  if (list === undefined || !(await adding.remove(guildId, list.id)))
    throw new UserError("This server has not added that list: `/lists` shows its lists.");
  return textView(
    `**${safe(list.name, 100)}** is taken out of this server; its changes are no longer announced here.`,
  );
}

/** Adding, and the server. @throws {UserError} where lists cannot be added, or not by the caller. */
function addingOf(context: Context): { readonly adding: ListAdding; readonly guildId: string } {
  const { lists, guildId } = context;
  if (lists.adding === null)
    throw new UserError("Lists are added by the operator of this bot: servers may not add their own.");
  if (guildId === null) throw new UserError("Lists are added to a server: run it there.");
  requireAudience("managers", context);
  return { adding: lists.adding, guildId };
}
