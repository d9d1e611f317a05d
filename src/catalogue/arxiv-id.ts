import { memoString } from "./memo.js";
import { safeDecode } from "./safe-decode.js";
import { webUrl } from "./web-url.js";

const hostNames = String.raw`arxiv\.org|alphaxiv\.org|ar5iv\.org|arxiv-vanity\.com|huggingface\.co|hf\.co|doi\.org|scholar\.archive\.org|deeplearn\.org|papers\.cool`;
const hosts = new RegExp(String.raw`(?:^|\.)(?:${hostNames})$`);
const anyHost = new RegExp(hostNames, "i");
/** A list has few hosts, each hundreds of times. */
const hasIds = memoString((host) => hosts.test(host));
const id = String.raw`(?:0[7-9]|[1-9]\d)(?:0[1-9]|1[0-2])\.\d{4,5}`;
const ending = String.raw`(?:v\d+)?(?:\.pdf)?\/?$`;
const modern = new RegExp(`(?:^|[/.:=])(${id})${ending}`, "i");
const old = new RegExp(String.raw`/([a-z-]+(?:\.[A-Z]{2})?/\d{7})${ending}`);
const bare = new RegExp(String.raw`^(?:arxiv:\s*)?(${id}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?$`, "i");

/** Whatever has the form of an id in the path of a URL, even if it cannot be one: links that share it are one link. */
export const arxivIdInPath = /\/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?!\d)/i;

/** A number at the start of a text: `2305.12345`, whose first two digits are a year. */
export const arxivNumber = /^(?:0[7-9]|[1-3]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)/;

/**
 * The arXiv id that a URL or a text names, without its version: `2309.16354`, or `cs/0112017` of before April 2007.
 *
 * A URL may be any page of arXiv about one paper (`abs`, `pdf`, `html`, `export.`), of alphaXiv, ar5iv or Hugging Face
 * papers, or the DOI that arXiv assigns. A text is an id alone, or after `arXiv:`. Anything else gives `null`.
 */
export function arxivIdOf(text: string): string | null {
  const typed = bare.exec(text.trim())?.[1];
  if (typed) return typed;
  if (namesNoHost(text)) return null;
  const url = webUrl(text);
  if (!url || !hasIds(url.hostname)) return null;
  const path = safeDecode(url.pathname);
  return (
    modern.exec(path)?.[1] ?? (url.hostname.endsWith("arxiv.org") ? (old.exec(path)?.[1] ?? null) : null)
  );
}

/** What is plain ASCII and names no host with ids: to find that out is faster than to read an address. */
function namesNoHost(text: string): boolean {
  return /^[!-$&-~]*$/.test(text) && !anyHost.test(text);
}

/** Old ids may name a class of their archive: `math.GT/0309136` is `math/0309136`. */
export function plainArxivId(id: string): string {
  return id.toLowerCase().replace(/^([a-z-]+)\.[a-z]{2}\//, "$1/");
}
