/** HTTP for the clients of the sandbox's own API. Runs in browsers and in Node. */

export interface CallOptions {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Calls the sandbox and returns its answer. `T` is the shape that README.md documents for this path. */
export type Call = <T>(path: string, options?: CallOptions) => Promise<T>;

/** The sandbox refused the call (its own message) or is not reachable. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

/**
 * @param url The sandbox's address, such as `http://127.0.0.1:4000`.
 * @param send Replaces `fetch` in tests.
 */
export function createCall(url: string, send: typeof fetch = fetch): Call {
  return async <T>(path: string, { method = "GET", query = {}, body }: CallOptions = {}): Promise<T> => {
    const target = new URL(`/sandbox${path}`, url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.set(name, value);
    }
    const unreachable = (cause: unknown) => {
      throw new SandboxError(`There is no sandbox at ${url}. Is it still running?`, { cause });
    };
    const response = await send(target, {
      method,
      ...(method === "POST"
        ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) }
        : {}),
    }).catch(unreachable);
    // An answer that is not JSON or is cut off does not come from a running sandbox.
    const answer: unknown = await response.json().catch(unreachable);
    if (!response.ok) throw new SandboxError(messageOf(answer) ?? `The sandbox answered ${response.status}.`);
    // Both ends are compiled from the same types, so the answer is not validated.
    return answer as T;
  };
}

function messageOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  return typeof answer.error === "string" ? answer.error : undefined;
}
