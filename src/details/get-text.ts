import { safeDecode } from "../catalogue/safe-decode.js";
import type { FetchOutcome } from "./source.js";

/** Bytes of an answer: a hundred papers with long abstracts take half of one million. */
const maxBytes = 8_000_000;
/** Longer pauses are not believed: a header may be wrong. Milliseconds. */
const maxRetryAfter = 24 * 3_600_000;

type TextOutcome =
  | { readonly kind: "text"; readonly text: string }
  | Exclude<FetchOutcome, { kind: "fetched" }>;

/** The body of an http(s) address, or why there is none. @param userAgent who asks: services want to know */
export async function getText(url: URL, userAgent: string, signal: AbortSignal): Promise<TextOutcome> {
  try {
    const { address, headers } = withoutCredentials(url);
    const response = await fetch(address, { signal, headers: { "user-agent": userAgent, ...headers } });
    if (response.ok) return await readBody(response);
    await response.body?.cancel();
    const { status } = response;
    const retryAfter = readRetryAfter(response.headers.get("retry-after"), Date.now());
    if (status === 429 || (status === 503 && retryAfter !== null))
      return { kind: "rate limited", retryAfter };
    const reason = `it answered with status ${status}`;
    return { kind: status === 400 || status === 404 || status === 414 ? "unreadable" : "failed", reason };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

/** The password of a mirror or proxy is a header: `fetch` refuses an address with one, and repeats it in its error. */
function withoutCredentials({ href, username, password }: URL) {
  if (username === "" && password === "") return { address: href, headers: {} };
  const address = new URL(href);
  address.username = "";
  address.password = "";
  const credentials = Buffer.from(`${safeDecode(username)}:${safeDecode(password)}`).toString("base64");
  return { address: address.href, headers: { authorization: `Basic ${credentials}` } };
}

async function readBody({ body, headers }: Response): Promise<TextOutcome> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes)
      return { kind: "unreadable", reason: `its answer is longer than ${maxBytes} bytes` };
    chunks.push(chunk);
  }
  const declared = Number(headers.get("content-length") ?? length);
  if (headers.get("content-encoding") === null && declared > length)
    return { kind: "failed", reason: "its answer was cut off" };
  const text = Buffer.concat(chunks).toString("utf8");
  // A page for people: that of a proxy, or of maintenance.
  if (/^\s*(?:<!DOCTYPE html|<html)\b/i.test(text))
    return { kind: "failed", reason: "it answered with a web page" };
  return { kind: "text", text };
}

/** Seconds, or a date. Milliseconds from now; null for anything else. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wait = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), maxRetryAfter) : null;
}

/** `fetch` hides the reason, such as ECONNREFUSED, in its error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "it did not answer in time";
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  return code ?? (cause instanceof Error && cause.message !== "" ? cause.message : error.message);
}
