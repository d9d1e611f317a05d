/** A paper to write into a list. */
export interface WantedPaper {
  readonly title: string;
  readonly link: string;
  /** Empty for none. */
  readonly code: string;
}

/** An entry on one line, without its bullet. */
export function writeEntry({ title, link, code }: WantedPaper): string {
  return `${escapeMarkdown(title)} ${writeLink("paper", link)}${code === "" ? "" : ` ${writeLink("code", code)}`}`;
}

export function writeLink(label: "paper" | "code", url: string): string {
  return `[[${label}](${url})]`;
}

/** Escapes markdown. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&|~$#!@]/g, "\\$&").replace(/^(\d+)([.)])|^([-+=])/, "$1\\$2$3");
}
