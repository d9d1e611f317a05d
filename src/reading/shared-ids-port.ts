import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { SharedClaim } from "../catalogue/match-other-list.js";
import type { Paper } from "../catalogue/paper.js";
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
    port1.postMessage(await inSlices(claimsOf(papers, lookup)));
  });
  return { port: port2, close: () => port1.close() };
}

function* claimsOf(papers: readonly Paper[], lookup: SharedIdLookup): Generator<undefined, SharedIdsAnswer> {
  const claims: (readonly SharedClaim[])[] = [];
  for (const paper of papers) {
    claims.push(lookup(paper));
    yield;
  }
  return claims;
}
