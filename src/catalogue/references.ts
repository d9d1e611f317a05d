import { arxivIdOf } from "./arxiv-id.js";
import { linkKind } from "./entry/link-kind.js";
import { linkKey } from "./paper-keys.js";

/** A paper that a text mentions. */
export type Reference =
  /** By a link or an id. `keys`: what lists may know it by, the most exact one first. */
  | { readonly kind: "link"; readonly url: string; readonly keys: readonly string[] }
  /** By a title in quotes. */
  | { readonly kind: "title"; readonly title: string };

/** References of one text: more are not read. */
const maxReferences = 40;
const url = /https?:\/\/[^\s<>"“”«»`|\\]{3,500}/g;
const bareDoi = /(?<![\w/.])(10\.\d{4,9}\/[^\s<>"“”|\\]{1,200})/g;
const bareArxiv = /(?<![\w/.])arxiv:\s?(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7})/gi;
const quoted =
  /"([^"“”\n]{8,300})"|“([^“”\n]{8,300})”|«([^«»\n]{8,300})»|„([^„“”\n]{8,300})[“”]|「([^「」\n]{4,300})」|《([^《》\n]{4,300})》/g;

/**
 * The papers that a text mentions: links of arXiv, OpenReview, DOIs, the ACL Anthology, GitHub and other places where
 * papers are, arXiv ids and DOIs without a link, and titles in quotes. Each once, in the order of their kinds.
 */
export function referencesIn(text: string): readonly Reference[] {
  const links = [
    ...Array.from(text.matchAll(url), ([found]) => trimmed(found)),
    ...Array.from(text.matchAll(bareArxiv), ([, id = ""]) => `https://arxiv.org/abs/${id}`),
    ...Array.from(
      text.replace(url, " ").matchAll(bareDoi),
      ([, doi = ""]) => `https://doi.org/${trimmed(doi)}`,
    ),
  ].flatMap((found) => linkReference(found) ?? []);
  const titles = Array.from(text.replace(url, " ").matchAll(quoted), (match) => match.slice(1).join(""))
    .map((title) => trimmed(title.replace(/[*_~|]/g, "").trim()))
    .filter((title) => /\p{L}\P{L}+\p{L}/u.test(title) || /\p{Script=Han}/u.test(title))
    .map((title): Reference => ({ kind: "title", title }));
  const unique = new Map<string, Reference>();
  for (const reference of [...links, ...titles]) {
    const key =
      reference.kind === "link" ? (reference.keys[0] ?? reference.url) : reference.title.toLowerCase();
    if (!unique.has(key)) unique.set(key, reference);
  }
  return [...unique.values()].slice(0, maxReferences);
}

/** Null for a link to something that is no paper and no code. */
function linkReference(found: string): Reference | null {
  if (!URL.canParse(found)) return null;
  const kind = linkKind("", found);
  if (kind === "code") {
    const repository = /^https?:\/\/(?:www\.)?(github\.com|gitlab\.com)\/([\w.-]+)\/([\w.-]+)/i.exec(found);
    const whole = linkKey({ kind, url: found });
    const plain =
      repository === null
        ? null
        : linkKey({ kind, url: `https://${repository[1]}/${repository[2]}/${repository[3]}` });
    return toReference(found, [whole, plain]);
  }
  if (
    kind !== "paper" &&
    kind !== "arxiv" &&
    kind !== "openreview" &&
    !/huggingface\.co\/papers\//.test(found)
  )
    return null;
  const id = arxivIdOf(found);
  return toReference(found, [
    id === null ? null : `arxiv:${id.toLowerCase()}`,
    linkKey({ kind, url: found }),
  ]);
}

function toReference(found: string, keys: readonly (string | null)[]): Reference | null {
  const known = [...new Set(keys.flatMap((key) => key ?? []))];
  return known.length === 0 ? null : { kind: "link", url: found, keys: known };
}

/** Without what ends the sentence around it, or closes a bracket that it does not open. */
function trimmed(text: string): string {
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1] ?? "";
    if (last === ")" && !text.slice(0, end - 1).includes("(")) continue;
    if (!/[.,;:!?'*_~\]}>]/.test(last)) break;
  }
  return text.slice(0, end);
}

/** The page of a key: for a paper that no list has. Null for keys that are no address. */
export function pageOfKey(key: string): string | null {
  const value = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("arxiv:")) return `https://arxiv.org/abs/${value}`;
  if (key.startsWith("doi:")) return `https://doi.org/${value}`;
  if (key.startsWith("openreview:")) return `https://openreview.net/forum?id=${value}`;
  return key.startsWith("acl:") ? `https://aclanthology.org/${value}/` : null;
}
