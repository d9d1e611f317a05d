import { shortAuthors } from "../catalogue/authors.js";
import { type Details, describes } from "../catalogue/details.js";
import type { MergedPaper } from "../catalogue/merged-paper.js";
import { paperKeys } from "../catalogue/paper-keys.js";
import { pageOfKey, type Reference, referencesIn } from "../catalogue/references.js";
import { path, rest } from "../interactions/path.js";
import { code, count, link, safe } from "../interactions/text.js";
import { separator, textBlock, textView, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import type { Context } from "./context.js";
import { route } from "./define.js";
import { paperLines } from "./paper-lines.js";
import { maxBackLength, paperPaths } from "./paper-paths.js";
import { showPaper } from "./paper-routes.js";
import { paperRows } from "./paper-rows.js";
import { paperByShortId, shortId } from "./short-ids.js";
import { paperCalled } from "./suggestions.js";

/**
 * What was found in a message, between commas: short ids of papers, and keys of papers that no list has, without the
 * `arxiv:` of the most common ones.
 */
const foundPath = path<{ found: string }>("found", { found: rest });

export const foundRoute = route(foundPath, ({ found }, context) =>
  showFound(readFound(found, context), context),
);

/** A paper that a list has, or what is known of one that none has. */
type Found =
  | { readonly kind: "listed"; readonly paper: MergedPaper }
  | {
      readonly kind: "missing";
      readonly key: string | null;
      readonly url: string | null;
      readonly title: string | null;
    };

const nothing = [
  "No paper is mentioned in this message.",
  "-# Links of arXiv, OpenReview, DOIs, the ACL Anthology and GitHub are understood, and titles in quotes.",
];

/** The papers that a text mentions: a card of one, or a line for each. */
export function findPapers(text: string, context: Context): View | Promise<View> {
  const found = new Map<string, Found>();
  for (const reference of referencesIn(text)) {
    for (const one of lookUp(reference, context)) {
      found.set(one.kind === "listed" ? one.paper.id : (one.key ?? one.url ?? one.title ?? ""), one);
    }
  }
  const all = [...found.values()].sort((a, b) => Number(a.kind === "missing") - Number(b.kind === "missing"));
  const [only, ...others] = all;
  if (only === undefined) return textView(...nothing);
  if (others.length === 0 && only.kind === "listed") return showPaper(only.paper, context);
  return showFound(all, context);
}

/** Papers of one view: the names by which the view is shown again fit into a button for about as many. */
const maxShown = 8;

function showFound(all: readonly Found[], context: Context): View {
  if (all.length === 0) return textView(...nothing);
  const shown = all.slice(0, maxShown);
  const listed = shown.flatMap((one) => (one.kind === "listed" ? one.paper : []));
  const missing = shown.filter((one) => one.kind === "missing");
  const at = pathOf(shown, context.listView);
  return {
    kind: "view",
    blocks: [
      textBlock(`## ${count(all.length, "paper")} in this message`),
      ...(listed.length === 0 ? [] : [separator]),
      ...paperRows(
        listed.map((paper, index) => ({ paper, text: paperLines(paper, index + 1) })),
        ({ id }) => paperPaths.paper.at({ id, back: at ?? "" }),
      ),
      ...(missing.length === 0
        ? []
        : [separator, textBlock("### Not in the list", ...missing.map((one) => missingLine(one, context)))]),
      ...(all.length > shown.length
        ? [textBlock(`-# and ${count(all.length - shown.length, "other")}`)]
        : []),
    ],
    ...(at === null ? {} : { path: at }),
  };
}

/** With its title and authors where they are known, as from another list's papers. */
function missingLine(one: Extract<Found, { kind: "missing" }>, { details }: Context): string {
  const known: Details | null = one.key === null ? null : details.ofKey(one.key);
  const title = known?.title ?? one.title;
  const authors = known === null ? null : shortAuthors({ authors: null, details: known });
  const facts = [authors === null ? "" : safe(authors, 60), String(known?.year ?? "")].filter(
    (fact) => fact !== "",
  );
  const name = title === null ? code(one.key ?? one.url ?? "") : `**${safe(title, 200)}**`;
  const url = one.url !== null && one.url.length <= 180 ? one.url : null;
  return `- ${[name, ...facts, ...(url === null ? [] : [link("open", url)])].join(" · ")}`;
}

/** The path that shows these again, as many as fit; null where none can be named. */
function pathOf(shown: readonly Found[], listView: ListView): string | null {
  let found = "";
  for (const one of shown) {
    const token = one.kind === "listed" ? shortId(one.paper.id, listView) : tokenOfKey(one.key);
    if (token === null) continue;
    const longer = found === "" ? token : `${found},${token}`;
    // A shorter one may still fit.
    if (foundPath.at({ found: longer }).length <= maxBackLength) found = longer;
  }
  return found === "" ? null : foundPath.at({ found });
}

const arxiv = "arxiv:";

/** Null for a key that has no page, and for one that would be read as two. */
function tokenOfKey(key: string | null): string | null {
  if (key === null || pageOfKey(key) === null || key.includes(",")) return null;
  return key.startsWith(arxiv) ? key.slice(arxiv.length) : key;
}

/** No id of a paper has a dot or a slash, as every id of arXiv has. */
function keyOfToken(token: string): string {
  return /[./]/.test(token) && !token.includes(":") ? `${arxiv}${token}` : token;
}

function readFound(found: string, { listView }: Context): Found[] {
  return found.split(",").flatMap((token): Found[] => {
    const paper = paperByShortId(token, listView);
    if (paper !== undefined) return [{ kind: "listed", paper }];
    const key = keyOfToken(token);
    const url = pageOfKey(key);
    if (url === null) return [];
    const papers = papersByKey(listView).get(key) ?? [];
    return papers.length > 0
      ? papers.map((paper) => ({ kind: "listed", paper }))
      : [{ kind: "missing", key, url, title: null }];
  });
}

function lookUp(reference: Reference, context: Context): readonly Found[] {
  const { listView } = context;
  if (reference.kind === "link") {
    const byKey = papersByKey(listView);
    const papers = reference.keys.map((key) => byKey.get(key) ?? []).find((some) => some.length > 0) ?? [];
    if (papers.length > 0) return papers.map((paper) => ({ kind: "listed", paper }));
    const key = reference.keys.find((each) => pageOfKey(each) !== null) ?? null;
    return [{ kind: "missing", key, url: reference.url, title: null }];
  }
  const { title } = reference;
  const exact = paperCalled(title, listView);
  const near = exact ?? listView.search.suggest(title, 5).find((paper) => describes({ title }, paper));
  const paper = near === undefined ? undefined : listView.byId.get(near.id);
  if (paper !== undefined) return [{ kind: "listed", paper }];
  // Few words in quotes are rarely a title.
  return title.split(/\s+/).length < 4 ? [] : [{ kind: "missing", key: null, url: null, title }];
}

const byKeyOfView = new WeakMap<ListView, ReadonlyMap<string, readonly MergedPaper[]>>();

/** The papers of a view by all their keys; made once for each version of it. */
function papersByKey(listView: ListView): ReadonlyMap<string, readonly MergedPaper[]> {
  const known = byKeyOfView.get(listView);
  if (known !== undefined) return known;
  const byKey = new Map<string, MergedPaper[]>();
  for (const paper of listView.papers) {
    const { strong, weak } = paperKeys(paper);
    for (const key of [...strong, ...weak]) {
      const some = byKey.get(key);
      if (some) some.push(paper);
      else byKey.set(key, [paper]);
    }
  }
  byKeyOfView.set(listView, byKey);
  return byKey;
}
