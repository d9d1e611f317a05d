import { createDispatcher } from "../../src/announce/dispatcher.js";
import { createRestMessenger } from "../../src/announce/rest-messenger.js";
import { countBacklog } from "../../src/store/backlog.js";
import { newId } from "../../src/store/new-id.js";
import { openStore } from "../../src/store/open-store.js";
import { childOrders } from "./orders.js";
import { crashTimes } from "./times.js";
import { view } from "./view.js";

/**
 * The announcing half of the bot: the real store, dispatcher and REST client. It works until nothing is left, and dies
 * by SIGKILL at the step it was told, or whenever its parent likes.
 *
 * @param json a `ChildOrders`.
 */
export async function runChild(json: string): Promise<void> {
  const { path, api, token, botId, killAt, nonces } = childOrders.parse(JSON.parse(json));
  const opened = await openStore({ path });
  if (opened.kind !== "open") throw new Error(opened.message);
  const { db } = opened.store;
  const messenger = createRestMessenger({
    token,
    botId: () => botId,
    api,
    clockSkew: 0,
    noticeChannel: () => null,
  });
  let left = killAt?.count ?? 0;
  const dispatcher = createDispatcher({
    db,
    messenger: nonces
      ? messenger
      : // As if the nonce was forgotten, which Discord does after some minutes: only the marker is left.
        {
          ...messenger,
          send: (target, look, _nonce, signal) => messenger.send(target, look, newId(), signal),
        },
    view,
    times: crashTimes,
    log: {
      warn: (facts, text) => console.error(text, facts),
      error: (facts, text) => console.error(text, facts),
    },
    onStep(step) {
      if (step === killAt?.step && --left === 0) process.kill(process.pid, "SIGKILL");
    },
  });
  process.send?.("ready");
  for (;;) {
    await dispatcher.tick();
    const { waiting, sending } = await countBacklog(db);
    if (waiting + sending === 0) break;
    await new Promise((resolve) => setTimeout(resolve, crashTimes.poll));
  }
  await opened.store.close();
  process.disconnect?.();
}
