/** The one place where a client of the sandbox's own API speaks HTTP. Runs wherever there is `fetch`. */

export interface CallOptions {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Calls the sandbox and gives back what it answers; `T` is the shape that README.md promises for this path. */
export type Call = <T>(path: string, options?: CallOptions) => Promise<T>;

/** Thrown when the sandbox refuses, with its own sentence, and when nobody answers at all. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

/**
 * @param url Where the sandbox listens, such as `http://127.0.0.1:4000`.
 * @param send Replaces `fetch`, for tests.
 */
export function createCall(url: string, send: typeof fetch = fetch): Call {
  return async <T>(path: string, { method = "GET", query = {}, body }: CallOptions = {}): Promise<T> => {
    const target = new URL(`/sandbox${path}`, url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.set(name, value);
    }
    const unreachable = (cause: unknown) => {
      throw new SandboxError(`No sandbox answers at ${url}: is it still running?`, { cause });
    };
    const response = await send(target, {
      method,
      ...(method === "POST"
        ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) }
        : {}),
    }).catch(unreachable);
    // What is no JSON, or breaks off, does not come from a sandbox that runs.
    const answer: unknown = await response.json().catch(unreachable);
    if (!response.ok)
      throw new SandboxError(sentenceOf(answer) ?? `The sandbox answered ${response.status}.`);
    // Both ends are compiled from the same types, so the answer is not checked a second time here.
    return answer as T;
  };
}

function sentenceOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  return typeof answer.error === "string" ? answer.error : undefined;
}
