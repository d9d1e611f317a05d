import { webUrl } from "./web-url.js";

const hosts =
  /(?:^|\.)(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|arxiv-vanity\.com|huggingface\.co|hf\.co|doi\.org|scholar\.archive\.org|deeplearn\.org|papers\.cool)$/;
const modern = /(?:^|[/.:=])((?:0[7-9]|[1-9]\d)(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?:\.pdf)?\/?$/i;
const old = /\/([a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?$/;

/**
 * The arXiv id a link names, without its version: `2309.16354`, or `cs/0112017` of before April 2007.
 *
 * Any page of arXiv that is about one paper counts (`abs`, `pdf`, `html`, `export.`), and so do alphaXiv, ar5iv, Hugging
 * Face papers and the DOI that arXiv gives. `null` for anything else.
 */
export function arxivIdOf(url: string): string | null {
  const parsed = webUrl(url);
  if (!parsed || !hosts.test(parsed.hostname)) return null;
  const path = decode(parsed.pathname);
  return (
    modern.exec(path)?.[1] ?? (parsed.hostname.endsWith("arxiv.org") ? (old.exec(path)?.[1] ?? null) : null)
  );
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
