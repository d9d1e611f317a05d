/** `2309.16354`, `arXiv:2309.16354v2`, `cs/0112017`, alone or at the end of an arXiv, alphaXiv or Hugging Face URL. */
const arxivId = /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/iu;
const arxivPage =
  /^(?:https?:\/\/)?(?:[a-z]+\.)?(?:arxiv\.org|alphaxiv\.org|huggingface\.co|ar5iv\.org|ar5iv\.labs\.arxiv\.org)\/(?:abs|pdf|html|papers|overview)?\/?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?(?:[?#/].*)?$/iu;
const url = /^https?:\/\/\S+$/iu;
const ownId = /^[a-z0-9]{10}$/u;

/**
 * What names one paper when it is pasted, in the form that `Query.id` has: an arXiv id without its version, or a link
 * without its scheme and its last slash. Null for text that is neither.
 */
export function pastedId(text: string): string | null {
  const arxiv = arxivId.exec(text) ?? arxivPage.exec(text);
  if (arxiv?.[1] !== undefined) return arxiv[1].toLowerCase();
  return url.test(text) ? plainUrl(text) : null;
}

/** What may follow `id:`: anything that can be pasted, and a paper's own id, which on its own could be a word. */
export function writtenId(text: string): string | null {
  return pastedId(text) ?? (ownId.test(text) ? text : null);
}

/** A URL for comparing: without scheme, `www.` and the last slash. */
export function plainUrl(text: string): string {
  return text.replace(/^https?:\/\/(?:www\.)?/iu, "").replace(/\/+$/u, "");
}
