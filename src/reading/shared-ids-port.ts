import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { SharedIdLookup } from "../catalogue/shared-ids.js";
import { inSlices } from "./in-slices.js";
import type { SharedIdsAnswer, SharedIdsQuestion } from "./tasks.js";

/** A port for the thread: it answers each question with the papers of other lists. */
export function openSharedIdsPort(lookup: SharedIdLookup): {
  readonly port: MessagePort;
  readonly close: () => void;
} {
  const { port1, port2 } = new MessageChannel();
  port1.on("message", async (papers: SharedIdsQuestion) => {
    const claims: SharedIdsAnswer = await inSlices(lookup(papers));
    port1.postMessage(claims);
  });
  return { port: port2, close: () => port1.close() };
}
