import type { SandboxEvent } from "../../protocol.js";
import { subscribe } from "../../subscribe.js";

/**
 * Listens to the sandbox for as long as the page lives.
 *
 * @param onBreak The stream broke; it is being opened again, and `hello` comes when it is.
 */
export function openStream(url: string, onEvent: (event: SandboxEvent) => void, onBreak: () => void): void {
  let openings = 0;
  // `subscribe` asks for the stream anew whenever it broke, so each request but the first says that it did.
  subscribe(url, onEvent, (input, init) => {
    if (openings++ > 0) onBreak();
    return fetch(input, init);
  });
}
