import { nameKey, type RstTargets } from "./targets.js";

/** Characters of one passage between backquotes; a backquote without its end is looked for no further. */
const maxPassage = 2000;
/** Backquotes that cannot end a passage before one that does. */
const maxFalseEnds = 8;

/** The start of anything that is not plain text. */
const start = /[\\`|[<_]|https?:\/\/[^\s<>`"]+|:[a-z][\w.+-]{0,30}:(?=`)/gi;
const ofName = /[\p{L}\p{N}.+:-]/u;
/** Characters of a name that refers to a target without backquotes. */
const maxName = 60;
const note = /\[[#\w*][\w.+:-]{0,80}\]_(?![\p{L}\p{N}_])/uy;
const roleAfter = /:[a-z][\w.+-]{0,30}:/iy;

/** Sites whose identifiers roles are named after: `` :arxiv:`2311.00001` ``. */
const sites: ReadonlyMap<string, string> = new Map([
  ["arxiv", "https://arxiv.org/abs/"],
  ["doi", "https://doi.org/"],
]);

/**
 * Returns a function that rewrites the text of paragraphs, headings and cells as inline markdown, in the order of the
 * file. Linear: what references and substitutions add is in proportion to the file.
 *
 * @param length characters of the file
 */
export function createInlineWriter(targets: RstTargets, length: number): (text: string) => string {
  let anonymous = 0;
  let left = 4 * length + 1000;
  /** Text that may be used several times, until it has been too often. */
  const spend = (text: string): string => {
    left -= text.length;
    return left < 0 ? "" : text;
  };
  const named = (name: string): string | null => {
    const url = targets.named.get(nameKey(name));
    return url === undefined ? null : spend(url);
  };
  const reference = (content: string, isAnonymous: boolean): string => {
    const open = content.endsWith(">") ? content.lastIndexOf("<") : -1;
    if (open !== -1) {
      const url = content
        .slice(open + 1, -1)
        .replace(/\s+/g, "")
        .replace(/\\(?=_)/g, "");
      const text = content.slice(0, open).trim();
      const alias =
        url.endsWith("_") && !url.includes("/") ? named(url.slice(0, -1).replaceAll("`", "")) : null;
      return link(text === "" ? url : plain(text), alias ?? url);
    }
    const url = isAnonymous ? targets.anonymous[anonymous++] : named(content);
    // A section of this file.
    return link(plain(content), url ? url : `#${nameKey(content).replace(/[^\p{L}\p{N}]+/gu, "-")}`);
  };

  return (text) => {
    let written = "";
    let at = 0;
    start.lastIndex = 0;
    for (let match = start.exec(text); match !== null; match = start.exec(text)) {
      const [token] = match;
      let end = match.index + token.length;
      const nameFrom = token === "_" ? nameBefore(text, at, match.index) : match.index;
      written += text.slice(at, nameFrom);
      if (token === "\\") {
        const next = text[end] ?? "";
        // An escaped blank separates markup, and is not shown.
        if (!/\s/.test(next)) written += escaped(next);
        end += next.length;
      } else if (token === "`") {
        const passage = passageAt(text, match.index);
        if (passage === null) written += "\\`";
        else {
          end = passage.to;
          written += passage.isCode
            ? code(passage.content)
            : passage.suffix.startsWith("_")
              ? reference(passage.content, passage.suffix === "__")
              : inRole(passage.suffix.replaceAll(":", ""), passage.content);
        }
      } else if (token.startsWith(":")) {
        const passage = passageAt(text, end);
        if (passage === null || passage.isCode) written += token;
        else {
          end = passage.to - passage.suffix.length;
          written += inRole(token.slice(1, -1).toLowerCase(), passage.content);
        }
      } else if (token === "|") {
        const close = text.indexOf("|", end);
        const name = close !== -1 && close - end <= 100 ? text.slice(end, close) : "";
        const substitute = targets.substitutions.get(nameKey(name));
        if (name === "" || substitute === undefined) written += "|";
        else {
          const isLinked = text[close + 1] === "_";
          const url = isLinked ? named(name) : null;
          end = close + 1 + (isLinked ? 1 : 0);
          const shown = spend(escapeAll(substitute));
          written += url ? link(shown === "" ? escapeAll(name) : shown, url) : shown;
        }
      } else if (token === "[") {
        note.lastIndex = match.index;
        const cited = note.exec(text)?.[0];
        if (cited === undefined) written += "[";
        else end = match.index + cited.length;
      } else if (token === "<") {
        // `<https://…>` is a link in both.
        written += /^https?:\/\//i.test(text.slice(end, end + 8)) ? "<" : "\\<";
      } else if (token === "_") {
        const isAnonymous = text[end] === "_";
        const last = isAnonymous ? end + 1 : end;
        const isWithin = /^[\p{L}\p{N}_]/u.test(text.slice(last, last + 2));
        const name = isWithin ? "" : text.slice(nameFrom, match.index);
        const url = name === "" ? null : isAnonymous ? targets.anonymous[anonymous] : named(name);
        if (url && isAnonymous) anonymous++;
        if (url) end = last;
        written += url ? link(name, url) : `${text.slice(nameFrom, match.index)}\\_`;
      } else written += token.replace(/\\(?=.)/g, "");
      at = end;
      start.lastIndex = end;
    }
    return written + text.slice(at);
  };
}

/** Where the name that ends at an offset begins. */
function nameBefore(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && to - at < maxName && ofName.test(text[at - 1] ?? "")) at--;
  return at;
}

interface Passage {
  readonly content: string;
  readonly isCode: boolean;
  /** `_`, `__`, a role, or nothing. */
  readonly suffix: string;
  readonly to: number;
}

/** What is between backquotes; null if they do not end. */
function passageAt(text: string, from: number): Passage | null {
  if (text.startsWith("``", from)) {
    const close = text.slice(from + 2, from + 2 + maxPassage).indexOf("``");
    if (close <= 0) return null;
    const to = from + close + 4;
    return { content: text.slice(from + 2, to - 2), isCode: true, suffix: "", to };
  }
  if (/\s/.test(text[from + 1] ?? " ")) return null;
  let close = from;
  for (let tries = 0; tries <= maxFalseEnds; tries++) {
    close = text.indexOf("`", close + 1);
    if (close === -1 || close - from > maxPassage) return null;
    if (!/[\s\\]/.test(text[close - 1] ?? " ")) {
      const content = text.slice(from + 1, close);
      const suffix = suffixAt(text, close + 1);
      return { content, isCode: false, suffix, to: close + 1 + suffix.length };
    }
  }
  return null;
}

function suffixAt(text: string, at: number): string {
  if (text[at] === "_") return text[at + 1] === "_" ? "__" : "_";
  roleAfter.lastIndex = at;
  return text[at] === ":" ? (roleAfter.exec(text)?.[0] ?? "") : "";
}

/** A passage as its role says. Without one it is the title of a work. */
function inRole(role: string, content: string): string {
  const site = sites.get(role);
  if (site !== undefined) {
    const [, text, id = content] = /^([^<>]*[^<>\s])\s*<([^<>\s]+)>$/.exec(content) ?? [];
    return link(plain(text ?? role), site + id.trim());
  }
  if (role === "strong") return `**${plain(content)}**`;
  if (role === "" || /^(?:emphasis|title(?:-reference)?|t)$/.test(role)) return `*${plain(content)}*`;
  return role.startsWith("cite") ? "" : plain(content);
}

function link(text: string, url: string): string {
  const target = /^[^\s()<>]*$/.test(url) ? url : `<${url.replace(/[<>]/g, "")}>`;
  return `[${hasPairs(text) ? text : text.replace(/[[\]]/g, "\\$&")}](${target})`;
}

/** Whether every bracket of a text has its other half. */
function hasPairs(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "[") depth++;
    else if (character === "]" && --depth < 0) return false;
  }
  return depth === 0;
}

function code(content: string): string {
  return content.includes("`") ? plain(content) : `\`${content}\``;
}

/** Text without its own escapes, as markdown shows it. */
function plain(text: string): string {
  return escapeAll(text.replace(/\\\s/g, "").replace(/\\(?=\S)/g, ""));
}

function escapeAll(text: string): string {
  return text.replace(/[\\`*_<]/g, "\\$&");
}

function escaped(character: string): string {
  return /[\\`*_<[\]|]/.test(character) ? `\\${character}` : character;
}
