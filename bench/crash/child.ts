import { pino } from "pino";
import { createDispatcher } from "../../src/announce/dispatcher.js";
import { createRestMessenger } from "../../src/announce/rest-messenger.js";
import { countBacklog } from "../../src/store/backlog.js";
import { newId } from "../../src/store/new-id.js";
import { openStore } from "../../src/store/open-store.js";
import { childOptions } from "./child-options.js";
import { crashTimes } from "./times.js";
import { view } from "./view.js";

/**
 * Announces with the real store, dispatcher and REST client until nothing is pending, or until it is killed: by itself
 * at the step that its options name, or by its parent at any time.
 *
 * @param json a `ChildOptions`.
 */
export async function runChild(json: string): Promise<void> {
  const { path, api, token, botId, killAt, nonces } = childOptions.parse(JSON.parse(json));
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
      : // As if Discord had forgotten the nonce, as it does after some minutes: only the marker is left.
        {
          ...messenger,
          send: (target, body, _nonce, signal) => messenger.send(target, body, newId(), signal),
        },
    view,
    times: crashTimes,
    log: pino({ base: null }, pino.destination(2)),
    onStep(step) {
      if (step === killAt?.step && --left === 0) process.kill(process.pid, "SIGKILL");
    },
  });
  process.send?.("ready");
  for (;;) {
    await dispatcher.tick();
    const { pending, sending } = await countBacklog(db);
    if (pending + sending === 0) break;
    await new Promise((resolve) => setTimeout(resolve, crashTimes.poll));
  }
  await opened.store.close();
  process.disconnect?.();
}
