import { arxivIdInPath } from "./arxiv-id.js";
import { memo } from "./memo.js";
import type { Link, Paper } from "./paper.js";
import { safeDecode } from "./safe-decode.js";

/**
 * Identifiers of a paper outside its list, read from its links. A strong key identifies one paper:
 * `arxiv:2309.16354`, `doi:10.1145/…`, `openreview:oDdzXQzP2F`, or `url:…`, the address of a paper's own page.
 * Several papers may share a weak key: `code:…`, a repository, or `page:…`, a project's page.
 */
export interface PaperKeys {
  readonly strong: readonly string[];
  readonly weak: readonly string[];
}

const arxiv = ["arxiv:", arxivIdInPath] as const;
const acl = ["acl:", /(?<=\/)([^/]{0,60}\d[^/]{0,60}?)(?:v\d+)?(?:\.pdf|\.bib)?\/*$/] as const;
const neurips = ["neurips:", /\/(?:hash|file)\/([0-9a-f]{32})/] as const;
const huggingFacePaper = ["arxiv:", /^\/papers\/(\d{4}\.\d{4,5})(?!\d)/] as const;

/** How sites write a paper's identifier in path and query, by the last two labels of the host. */
const identifiers: ReadonlyMap<string, readonly (readonly [string, RegExp])[]> = new Map([
  ["arxiv.org", [arxiv]],
  ["alphaxiv.org", [arxiv]],
  ["ar5iv.org", [arxiv]],
  ["huggingface.co", [huggingFacePaper]],
  ["hf.co", [huggingFacePaper]],
  ["openreview.net", [["openreview:", /^\/(?:forum|pdf|attachment|references\/pdf)\?(?:.*&)?id=([\w-]+)/]]],
  ["aclanthology.org", [acl]],
  ["aclanthology.info", [acl]],
  ["aclweb.org", [acl]],
  ["thecvf.com", [["cvf:", /(?<=\/)([^/]{1,400})_(?:paper|supplemental)\.(?:pdf|html)$/]]],
  ["neurips.cc", [neurips]],
  ["nips.cc", [neurips]],
  ["mlr.press", [["pmlr:", /^\/(v\d+\/[^/.]+)/]]],
  ["ieee.org", [["ieee:", /(?:document\/|arnumber=)(\d+)/]]],
  ["doi.org", [["arxiv:", /^\/10\.48550\/arxiv\.(\d{4}\.\d{4,5})/i]]],
  ["nature.com", [["doi:10.1038/", /^\/articles\/(s?\d[\w.-]{5,40}?)(?:\.pdf|_reference\.pdf)?$/]]],
]);

/** Every key of a paper, each once. */
export const paperKeys = memo((paper: Paper): PaperKeys => {
  const strong = new Set(paper.arxivId ? [`arxiv:${paper.arxivId.toLowerCase()}`] : []);
  const weak = new Set<string>();
  for (const link of paper.links) {
    const key = linkKey(link);
    if (key) (/^(?:code|page):/.test(key) ? weak : strong).add(key);
  }
  return { strong: [...strong], weak: [...weak] };
});

/**
 * Equal for all spellings of one link: http or https, `/abs` or `/pdf`, a version, `www.`, a mirror, a trailing slash
 * and a tracking parameter make no difference. Null for a URL without a path.
 */
export function linkKey({ kind, url }: Pick<Link, "kind" | "url">): string | null {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address) return null;
  const host = address.hostname.replace(/^www\./, "");
  const path = safeDecode(address.pathname);
  for (const [prefix, pattern] of identifiers.get(host.split(".").slice(-2).join(".")) ?? []) {
    const found = pattern.exec(path + address.search)?.[1];
    // Only OpenReview ids are case-sensitive.
    if (found) return prefix + (prefix === "openreview:" ? found : found.toLowerCase());
  }
  const doi = kind === "code" ? null : doiIn(path + address.search);
  if (doi !== null) return `doi:${doi.toLowerCase()}`;
  const query = address.search.replace(/(?<=[?&])utm_\w+=[^&]*&?/g, "").replace(/[?&]$/, "");
  // A part of a document is not the whole: proceedings are one file.
  const part = /^#(?:page|nameddest)=\w{1,40}/i.exec(address.hash)?.[0] ?? "";
  const page = path.replace(/(?:\/index\.html?|\.git)?(?<!\/)\/*$/, "") + query + part;
  if (!page) return null;
  if (kind === "code") return `code:${host}${page}`.toLowerCase();
  return `${kind === "paper" || kind === "arxiv" || kind === "openreview" ? "url" : "page"}:${host}${page}`;
}

/** The DOI in the address of a publisher's page, without what the site appends to it: `.pdf`, `/full`, a preprint's `v2`. */
function doiIn(address: string): string | null {
  const [, prefix = "", suffix = ""] = /[/=](10\.\d{4,9})\/([^\s?#&]{1,200})/.exec(address) ?? [];
  const [page = ""] = suffix.split("/suppl_file/");
  const plain = page.replace(
    /(?:\.full|\.abstract|\.article-info)?(?:-text)?(?:\.pdf)?(?:\/(?:full|abstract|abs|pdf|epdf|meta))?\/?$/,
    "",
  );
  const own = prefix === "10.1101" ? plain.replace(/v\d{1,2}$/, "") : plain;
  return own === "" ? null : `${prefix}/${own}`;
}
