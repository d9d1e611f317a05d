/** A mistake in one line of markdown, and the sentence about it. */
interface LineMistake {
  readonly pattern: RegExp;
  readonly message: string;
}

const misspeltStart = "A URL's beginning is misspelt: write https://.";

/** Mistakes that one line shows, without its code and comments. */
export const lineMistakes: readonly LineMistake[] = [
  {
    pattern: /^(?:<{7}|>{7}|\|{7})(?:\s|$)/,
    message: "A merge conflict was committed: choose a side and delete this marker.",
  },
  {
    pattern: /\]\(\s*\)/,
    message: "A link has no target: write its URL between the parentheses, or remove it.",
  },
  {
    pattern: /(?<!!)(?<!\])\[\s*\]\(https?:\/\//i,
    message: "A link has no text, so nobody sees it: write its label between the brackets.",
  },
  {
    pattern: /https?:\/\/https?:?\//i,
    message: "Two URLs are glued together: keep the right one.",
  },
  {
    pattern: /https?:\/\/[^\s)\]>"|]{0,2000}[^\s)\]>"|/=:]https?:\/\//i,
    message: "Two URLs are glued together: keep the right one.",
  },
  {
    pattern: /\]\s+\(https?:\/\//,
    message: "A space between a label and its URL breaks the link: remove it.",
  },
  {
    pattern: /\]\(https?:\/\/[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:\s*$|\s+[^\s"'()<])/,
    message: "A link's ( is never closed: close it with a ) right after the URL.",
  },
  {
    pattern: /\[[^[\]()]{1,300}\(https?:\/\/[^\s()]{1,400}\)(?![^[\]]{0,200}\])/i,
    message: "A ] is missing between a label and its URL: write it.",
  },
  {
    pattern: /\]\(\s*\[/,
    message: "A link is written where a URL belongs: write the URL alone between the parentheses.",
  },
  {
    pattern:
      /(?:\]\(\s{0,9}<?|href=["'])(?!https?:\/\/)(?:h{0,2}t{1,3}p{0,2}s{0,2}:?\/{1,2}|https?[;,.]\/\/)/i,
    message: misspeltStart,
  },
  {
    pattern: /(?<![\w/])(?!https?:\/\/)h{0,2}t{1,3}p{0,2}s{0,2}:\/\/[a-z]/i,
    message: misspeltStart,
  },
  {
    pattern: /(?<!\])\([^()\n[\]]{1,120}\)\[(?:https?:\/\/|www\.)[^\]\s]{1,400}\]/i,
    message: "The brackets of a link are swapped: write [label](URL).",
  },
  {
    pattern: /[^\]\s]\]\[https?:\/\/[^\]\s]+\]/i,
    message: "A link's URL is in brackets: write [label](URL).",
  },
  {
    pattern: /\]\s?（\s*https?:\/\//i,
    message: "A link's URL is in full-width parentheses: write [label](URL).",
  },
  {
    // Not after `E.T.`, nor of a DOI.
    pattern: /\]\(https?:\/\/(?![^\s()]*\/10\.\d{4})[^\s()#]*[^\s()#.](?<!\.\p{L})[.,;]\)/iu,
    message: "A URL ends with a punctuation mark that is not part of it: remove it.",
  },
  {
    pattern: /\]\([^\s()“”]{0,400}[“”][^\s()]{0,400}\)|\b(?:href|src)=[“”‘’]/i,
    message: 'A URL has curly quotation marks: remove them, or write ".',
  },
  {
    pattern: /\uFFFD|Ã[\u0080-\u00BF]|Â[\u00A0-\u00BF]|â€[™˜œ\u009D“”¦]/u,
    message: "Characters were saved in the wrong encoding: write them again.",
  },
  {
    pattern: /arxiv\.org\/(?:abs|pdf)\/(?:(?:www\.)?arxiv\.org|abs|pdf)\//i,
    message: "An arXiv address is written twice: write https://arxiv.org/abs/ and the id.",
  },
  {
    pattern: /arxiv\.org\/(?:abs|pdf)\/?(?=[\s)\]"'>|]|$)/i,
    message: "An arXiv address has no id: write it.",
  },
  {
    pattern: /^#{2,6}(?=[\p{L}\p{N}[*])/u,
    message: "A heading needs a space after its #: add one.",
  },
];

const arxivLink = /arxiv\.org\/(?:abs|pdf)\/(\d{2})(\d{2})\.(\d{1,6})(?!\d)/gi;

/** The first year and month of ids of this form, as digits. */
const firstId = 704;
/** Years that ids do not have yet, as two digits. */
const maxYear = 40;

/** The sentence about an arXiv id that cannot be: its year, its month, or the length of its number. */
export function impossibleArxivId(line: string): string | null {
  for (const [, year = "", month = "", number = ""] of line.matchAll(arxivLink)) {
    const isMonth = Number(month) >= 1 && Number(month) <= 12;
    const isYear = Number(year + month) >= firstId && Number(year) <= maxYear;
    const length = Number(year) >= 15 ? 5 : 4;
    if (isMonth && isYear && number.length === length) continue;
    return `arXiv:${year}${month}.${number} cannot be an arXiv id, which is a year, a month and ${length} digits: correct it.`;
  }
  return null;
}
