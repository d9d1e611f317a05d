import { arxivIdOf } from "../catalogue/arxiv-id.js";
import { plainUrl } from "./query.js";
import { textLimits } from "./words.js";

/** The title in a pasted BibTeX entry, without its braces; null for any other text. */
export function titleOfBibtex(text: string): string | null {
  if (!/^\s{0,9}@[a-z]{1,20}\s{0,9}\{/iu.test(text)) return null;
  const field = /(?<![a-z])title\s{0,20}=\s{0,20}([{"])/iu.exec(text.slice(0, 10_000));
  if (field === null) return null;
  const end = field[1] === "{" ? "}" : '"';
  let [title, depth] = ["", 0];
  for (const letter of text.slice(field.index + field[0].length).slice(0, textLimits.letters)) {
    if (letter === end && depth === 0) break;
    if (letter === "{") depth++;
    else if (letter === "}") depth--;
    else title += letter;
  }
  return title;
}

/** An arXiv id without its version, a DOI's address, or a URL without its scheme, as in `Query.id`; null for any other text. */
export function pastedId(text: string): string | null {
  const pasted = text
    .replace(/^arxiv(?:\s*:\s*|\s+)(?=\d)/iu, "arxiv:")
    .replace(/^(?:doi:\s*)?(?=10\.\d{4,9}\/\S)/iu, "https://doi.org/");
  if (/\s/u.test(pasted)) return null;
  return arxivIdOf(pasted)?.toLowerCase() ?? (/^https?:\/\/./iu.test(pasted) ? plainUrl(pasted) : null);
}

/** What `id:` accepts: anything that can be pasted, and a paper's own id, which alone could be a word. */
export function writtenId(text: string): string | null {
  return pastedId(text) ?? (/^[a-z0-9]{10}$/u.test(text) ? text : null);
}
