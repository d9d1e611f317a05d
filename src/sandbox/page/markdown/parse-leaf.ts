import type { Inline } from "./nodes.js";

/** An element without nested elements. `end` is the index after it. */
export interface Leaf {
  readonly node: Inline;
  readonly end: number;
}

const escapable = /[!-/:-@[-`{-~]/;
const backticks = /`+/y;
const angledPattern =
  /<(?:@!?(?<user>\d{1,20})|@&(?<role>\d{1,20})|#(?<channel>\d{1,20})|\/(?<command>[^:<>\n]{1,100}):\d{1,20}|t:(?<time>-?\d{1,13})(?::(?<style>[tTdDfFsSR]))?|a?:(?<emoji>\w{1,32}):\d{1,20}|(?<url>https?:\/\/[^\s<>/][^\s<>]{0,2048}))>/y;
const bareUrlPattern = /https?:\/\/[^\s<>\]/][^\s<>\]]{0,2048}/y;
const everyonePattern = /@(?:everyone|here)\b/y;
/** The range of `Date`, in seconds before and after 1970. */
const maxSeconds = 8.64e12;

/** The leaf at `at`, if any. Reads only a bounded length beyond its end. */
export function parseLeaf(source: string, at: number): Leaf | undefined {
  switch (source[at]) {
    case "\\":
      return escaped(source, at);
    case "`":
      return code(source, at);
    case "<":
      return angled(source, at);
    case "@":
      return everyone(source, at);
    case "h":
      return bareUrl(source, at);
    default:
      return undefined;
  }
}

function escaped(source: string, at: number): Leaf | undefined {
  const next = source[at + 1];
  if (next === undefined || !escapable.test(next)) return undefined;
  return { node: { kind: "text", text: next }, end: at + 2 };
}

/**
 * Code ends at the next run of backticks of the same length. A run without a partner is text. It is the last of its
 * length, so at most √n runs scan the rest of the text without success.
 */
function code(source: string, at: number): Leaf {
  const fence = match(backticks, source, at)?.[0] ?? "`";
  let open = at + fence.length;
  for (;;) {
    const close = source.indexOf(fence, open);
    if (close < 0) return { node: { kind: "text", text: fence }, end: at + fence.length };
    const run = match(backticks, source, close)?.[0].length ?? fence.length;
    if (run === fence.length) {
      const text = source.slice(at + fence.length, close);
      return { node: { kind: "code", text: fence.length > 1 ? text.trim() : text }, end: close + run };
    }
    open = close + run;
  }
}

function angled(source: string, at: number): Leaf | undefined {
  const found = match(angledPattern, source, at);
  if (!found?.groups) return undefined;
  const end = at + found[0].length;
  const { user, role, channel, command, time, style = "f", emoji, url } = found.groups;
  if (user) return { node: { kind: "user", id: user }, end };
  if (role) return { node: { kind: "role", id: role }, end };
  if (channel) return { node: { kind: "channel", id: channel }, end };
  if (command) return { node: { kind: "command", name: command }, end };
  if (emoji) return { node: { kind: "emoji", name: emoji }, end };
  if (url) return { node: { kind: "link", url, children: [{ kind: "text", text: url }] }, end };
  const seconds = Number(time);
  if (!(Math.abs(seconds) <= maxSeconds)) return undefined;
  return { node: { kind: "time", seconds, style }, end };
}

function everyone(source: string, at: number): Leaf | undefined {
  const found = match(everyonePattern, source, at);
  return found ? { node: { kind: "everyone", text: found[0] }, end: at + found[0].length } : undefined;
}

function bareUrl(source: string, at: number): Leaf | undefined {
  if (/\w/.test(source[at - 1] ?? "")) return undefined;
  const found = match(bareUrlPattern, source, at);
  if (!found) return undefined;
  const url = withoutTrailingPunctuation(found[0]);
  if (!/^https?:\/\/[^/]/.test(url)) return undefined;
  return { node: { kind: "link", url, children: [{ kind: "text", text: url }] }, end: at + url.length };
}

/** `(see https://a.org/x).` links `https://a.org/x`. A bracket that the URL opened belongs to it. */
function withoutTrailingPunctuation(url: string): string {
  let end = url.length;
  let unopened = count(url, ")") - count(url, "(");
  for (; end > 0; end--) {
    const last = url[end - 1] ?? "";
    if (last === ")" && unopened > 0) unopened--;
    else if (!/[.,:;!?"'\]*_~|]/.test(last)) break;
  }
  return url.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function match(sticky: RegExp, source: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(source);
}
