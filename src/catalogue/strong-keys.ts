import type { Link, Paper } from "./paper.js";

/**
 * The names that a paper has outside the list, read from its links. A strong key names one paper in the world:
 * `arxiv:2309.16354`, `doi:10.1145/…`, `openreview:oDdzXQzP2F`, or `url:…`, the address of a paper's own page.
 * Weak ones are often shared by several papers: `code:…`, a repository, and `page:…`, a project's page.
 */
export interface PaperKeys {
  readonly strong: readonly string[];
  readonly weak: readonly string[];
}

const arxiv = ["arxiv", /\/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?!\d)/i] as const;
const doi = ["doi", /\/(10\.\d{4,9}\/[^\s?#]+?)(?:\.pdf)?\/*(?:\?|$)/] as const;
const acl = ["acl", /([^/]*\d[^/]*?)(?:v\d+)?(?:\.pdf|\.bib)?\/*$/] as const;
const neurips = ["neurips", /\/(?:hash|file)\/([0-9a-f]{32})/] as const;
const huggingFacePaper = ["arxiv", /^\/papers\/(\d{4}\.\d{4,5})(?!\d)/] as const;

/** Where sites write a paper's name: by the last two labels of the host, the name within path and query. */
const names: ReadonlyMap<string, readonly (readonly [string, RegExp])[]> = new Map([
  ["arxiv.org", [arxiv]],
  ["alphaxiv.org", [arxiv]],
  ["ar5iv.org", [arxiv]],
  ["huggingface.co", [huggingFacePaper]],
  ["hf.co", [huggingFacePaper]],
  ["openreview.net", [["openreview", /^\/(?:forum|pdf|attachment|references\/pdf)\?(?:.*&)?id=([\w-]+)/]]],
  ["aclanthology.org", [acl]],
  ["aclanthology.info", [acl]],
  ["aclweb.org", [acl]],
  ["thecvf.com", [["cvf", /([^/]+)_(?:paper|supplemental)\.(?:pdf|html)$/]]],
  ["neurips.cc", [neurips]],
  ["nips.cc", [neurips]],
  ["mlr.press", [["pmlr", /^\/(v\d+\/[^/.]+)/]]],
  ["ieee.org", [["ieee", /(?:document\/|arnumber=)(\d+)/]]],
  ["doi.org", [["arxiv", /^\/10\.48550\/arxiv\.(\d{4}\.\d{4,5})/i], doi]],
  ["acm.org", [doi]],
  ["springer.com", [doi]],
  ["wiley.com", [doi]],
  ["science.org", [doi]],
]);

const keysOf = new WeakMap<Paper, PaperKeys>();

/** Every key of a paper, each once. */
export function paperKeys(paper: Paper): PaperKeys {
  const known = keysOf.get(paper);
  if (known) return known;
  const strong = new Set(paper.arxivId ? [`arxiv:${paper.arxivId.toLowerCase()}`] : []);
  const weak = new Set<string>();
  for (const link of paper.links) {
    const key = linkKey(link);
    if (key) (/^(?:code|page):/.test(key) ? weak : strong).add(key);
  }
  const keys = { strong: [...strong], weak: [...weak] };
  keysOf.set(paper, keys);
  return keys;
}

/**
 * What all spellings of one link have in common: http or https, `/abs` or `/pdf`, a version, `www.`, a mirror, a
 * trailing slash and a tracking parameter make no difference. Null for an address that names no page of its own.
 */
export function linkKey({ kind, url }: Link): string | null {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address) return null;
  const host = address.hostname.replace(/^www\./, "");
  const path = decode(address.pathname);
  for (const [prefix, name] of names.get(host.split(".").slice(-2).join(".")) ?? []) {
    const found = name.exec(path + address.search)?.[1];
    // The one kind of name in which letter case matters.
    if (found) return `${prefix}:${prefix === "openreview" ? found : found.toLowerCase()}`;
  }
  const query = address.search.replace(/(?<=[?&])utm_\w+=[^&]*&?/g, "").replace(/[?&]$/, "");
  const page = path.replace(/(?:\/index\.html?|\.git)?\/*$/, "") + query;
  if (!page) return null;
  if (kind === "code") return `code:${host}${page}`.toLowerCase();
  return `${kind === "paper" || kind === "arxiv" || kind === "openreview" ? "url" : "page"}:${host}${page}`;
}

function decode(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
