const latex: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
};

/** Text for a field of BibTeX: it cannot end the field, and LaTeX sets it as it is. Letters of other scripts stay. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\^~<>{}#$%&_]/g, (character) => latex[character] ?? `\\${character}`);
}

/**
 * The same for a title, with its words with capitals in braces: styles write titles in small letters, but not `ViT`,
 * `4-bit INT` or `Hessian`. A first word with one capital needs none.
 */
export function escapeTitle(title: string): string {
  return title
    .split(" ")
    .map((word, index) => {
      const escaped = escapeLatex(word);
      const isPlainFirst = index === 0 && /^\p{Lu}[^\p{Lu}]*$/u.test(word);
      return /\p{Lu}/u.test(word) && !isPlainFirst ? `{${escaped}}` : escaped;
    })
    .join(" ");
}

/** A URL for a field: braces or a backslash would end or escape it. */
export function escapeUrl(url: string): string {
  return url.replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}
