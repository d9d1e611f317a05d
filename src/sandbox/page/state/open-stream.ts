import type { SandboxEvent } from "../../protocol.js";
import { subscribe } from "../../subscribe.js";

/**
 * Listens to the sandbox's events for the lifetime of the page.
 *
 * @param onBreak Called when the stream breaks. `hello` follows once it has reconnected.
 */
export function openStream(url: string, onEvent: (event: SandboxEvent) => void, onBreak: () => void): void {
  let openings = 0;
  // `subscribe` sends a new request whenever the stream broke, so each one but the first means a break.
  subscribe(url, onEvent, (input, init) => {
    if (openings++ > 0) onBreak();
    return fetch(input, init);
  });
}
