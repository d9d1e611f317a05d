import { useEffect, useState } from "preact/hooks";
import { writeTyped } from "../composer/draft.js";
import { Avatar, botColour } from "../shell/avatar.js";
import { Icon } from "../shell/icon.js";
import type { Run } from "../state/client-state.js";
import { useClient, useSession } from "../state/session.js";
import "../message/message-row.css";
import "../message/progress.css";

/** Milliseconds. For faster answers, a note would only flicker. */
const waitingNoteDelay = 300;

/** A command without an answer: pending or failed. */
export function RunRow({ run }: { readonly run: Run }) {
  const session = useSession();
  const bot = useClient((state) => state.world.bot);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), waitingNoteDelay);
    return () => clearTimeout(timer);
  }, []);
  if (run.state.kind === "waiting" && !isLate) return null;
  const typed = writeTyped(run.command, run.options);
  return (
    <div class="message">
      <div class="message-side">
        <Avatar name={bot.name} colour={botColour} />
      </div>
      <div class="message-body">
        <div class="message-head">
          <span class="author">{bot.name}</span>
          <span class="app-tag">APP</span>
          <span class="command-name">{typed}</span>
        </div>
        {run.state.kind === "waiting" ? (
          <p class="thinking" role="status">
            <span class="dots" aria-hidden="true" /> Waiting for {bot.name}…
          </p>
        ) : (
          <div class="failed" role="alert">
            <p>
              {bot.name} did not answer. <span class="reason">{run.state.reason}</span>
            </p>
            <p class="failed-actions">
              <button type="button" class="link" onClick={() => session.retry(run.id)}>
                <Icon name="again" size={14} /> Try again
              </button>
              <button type="button" class="link" onClick={() => session.forget(run.id)}>
                Dismiss
              </button>
            </p>
          </div>
        )}
      </div>
    </div>
  );
}
