import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { SharedIdLookup } from "../catalogue/known-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { inSlices } from "./in-slices.js";
import type { SharedIdsAnswer, SharedIdsQuestion } from "./tasks.js";

/** A port for the thread: it answers each question with the ids of papers in other lists. */
export function openSharedIdsPort(lookup: SharedIdLookup): {
  readonly port: MessagePort;
  readonly close: () => void;
} {
  const { port1, port2 } = new MessageChannel();
  port1.on("message", async (papers: SharedIdsQuestion) => {
    port1.postMessage(await inSlices(idsOf(papers, lookup)));
  });
  return { port: port2, close: () => port1.close() };
}

function* idsOf(papers: readonly Paper[], lookup: SharedIdLookup): Generator<undefined, SharedIdsAnswer> {
  const ids: (string | null)[] = [];
  for (const paper of papers) {
    ids.push(lookup(paper));
    yield;
  }
  return ids;
}
