import { readFileSync } from "node:fs";
import { request } from "node:https";

/** How long the server may take, and how much it may say. Milliseconds, bytes. */
const [maxTime, maxBytes] = [10_000, 1_000_000];

/**
 * Asks a repository which commits these refs are at, line by line as `git ls-remote --symref` says it; null where git has
 * to be asked. What is found has to be there: a ref that is not listed is no answer.
 */
export type AskRefs = (url: string, refs: readonly string[]) => Promise<readonly string[] | null>;

/**
 * Asks over https with one request of git's protocol, in its version 2. Git itself starts two programs for that, which use
 * a hundred times the processor, and asks twice. Every doubt is left to git: other protocols, proxies, passwords,
 * redirects, refusals.
 *
 * @returns null where the environment has a proxy, which git knows how to use
 * @see https://git-scm.com/docs/protocol-v2#_ls_refs
 */
export function createAskRefs(environment: Readonly<Record<string, string | undefined>>): AskRefs | null {
  const isSet = (name: string) => Boolean(environment[name] ?? environment[name.toLowerCase()]);
  if (["HTTPS_PROXY", "ALL_PROXY"].some(isSet)) return null;
  const ca = certificates(environment.GIT_SSL_CAINFO);
  return async (url, refs) => {
    const { protocol, username, password } = new URL(url.includes("://") ? url : "ssh://x");
    if (protocol !== "https:" || username !== "" || password !== "") return null;
    const answer = await post(`${url.replace(/\/+$/, "")}/git-upload-pack`, question(refs), ca);
    const lines = answer === null ? null : readLines(answer);
    return lines === null || refs.some((ref) => !lines.some((line) => line.endsWith(`\t${ref}`)))
      ? null
      : lines;
  };
}

function certificates(file: string | undefined): Buffer | undefined {
  if (!file) return undefined;
  try {
    return readFileSync(file);
  } catch {
    // Git says what is wrong with it.
    return undefined;
  }
}

/** Lines with their lengths before them, in four hexadecimal digits that count themselves. */
function question(refs: readonly string[]): string {
  const line = (text: string) => `${(Buffer.byteLength(text) + 5).toString(16).padStart(4, "0")}${text}\n`;
  const [delimiter, end] = ["0001", "0000"];
  return [
    line("command=ls-refs"),
    delimiter,
    line("symrefs"),
    ...refs.map((ref) => line(`ref-prefix ${ref}`)),
    end,
  ].join("");
}

/** @returns null for anything but an answer */
function post(url: string, body: string, ca: Buffer | undefined): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const headers = {
      "content-type": "application/x-git-upload-pack-request",
      accept: "application/x-git-upload-pack-result",
      "git-protocol": "version=2",
      "user-agent": "git/2 (Paperboy)",
      "content-length": Buffer.byteLength(body),
    };
    const signal = AbortSignal.timeout(maxTime);
    const sent = request(url, { method: "POST", headers, signal, ...(ca && { ca }) }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxBytes) response.destroy();
      });
      const isAnswer =
        response.statusCode === 200 &&
        response.headers["content-type"] === "application/x-git-upload-pack-result";
      response.on("close", () => resolve(isAnswer && response.complete ? Buffer.concat(chunks) : null));
    });
    sent.on("error", () => resolve(null));
    sent.end(body);
  });
}

/** The answer's lines: `ID REF`, and `symref-target:REF` after those of `HEAD`. Null where it is none. */
function readLines(answer: Buffer): string[] | null {
  const lines: string[] = [];
  let at = 0;
  for (;;) {
    const length = Number.parseInt(answer.toString("latin1", at, at + 4), 16);
    if (length === 0) return lines;
    if (!(length > 4) || at + length > answer.length) return null;
    const [id, ref, ...attributes] = answer
      .toString("utf8", at + 4, at + length)
      .trimEnd()
      .split(" ");
    if (id === undefined || ref === undefined || id === "ERR") return null;
    const target = attributes.find((one) => one.startsWith("symref-target:"));
    if (target !== undefined) lines.push(`ref: ${target.slice("symref-target:".length)}\t${ref}`);
    lines.push(`${id}\t${ref}`);
    at += length;
  }
}
