import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { formatTime } from "../markdown/format-time.js";
import { groupMessages } from "../message/group-messages.js";
import { MessageRow } from "../message/message-row.js";
import { Icon } from "../shell/icon.js";
import { useClient } from "../state/session.js";
import { ChannelIntro } from "./channel-intro.js";
import { RunRow } from "./run-row.js";
import { starterOf } from "./starter-of.js";
import { useStickToBottom } from "./use-stick-to-bottom.js";
import "./message-list.css";

/** The channel's messages, oldest first, and its pending commands. A thread begins with the message that it is of. */
export function MessageList() {
  const channelId = useClient((state) => state.channelId);
  const messages = useClient((state) => state.messages[state.channelId]);
  const starter = useClient(starterOf);
  const runs = useClient((state) => state.runs);
  const entries = useMemo(
    () => groupMessages(starter ? [starter, ...(messages ?? [])] : (messages ?? [])),
    [starter, messages],
  );
  const here = runs.filter((run) => run.channelId === channelId);
  const list = useRef<HTMLDivElement>(null);
  const newest = here.at(-1)?.id ?? messages?.at(-1)?.id;
  const { state, toEnd } = useStickToBottom(list, newest, channelId);
  // Running a command scrolls down, to show its answer.
  const lastRun = here.at(-1)?.id;
  useLayoutEffect(() => {
    if (lastRun !== undefined) toEnd();
  }, [lastRun]);
  const linked = useClient(({ linkedMessageId }) => linkedMessageId);
  const isLoaded = messages !== undefined;
  useEffect(() => {
    if (isLoaded && linked !== undefined)
      document.querySelector(`#message-${CSS.escape(linked)}`)?.scrollIntoView({ block: "center" });
  }, [isLoaded, linked]);

  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={list}
        role="log"
        aria-live="off"
        aria-label="Messages"
        aria-busy={!messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop, nobody could scroll it by keyboard
        tabIndex={0}
      >
        <div class="messages-inner">
          {messages && <ChannelIntro isEmpty={entries.length + here.length === 0} />}
          {entries.map((entry) => (
            <div key={entry.message.id}>
              {entry.startsDay && (
                <div class="day">
                  <span>{formatTime(Date.parse(entry.message.timestamp) / 1000, "D", Date.now())}</span>
                </div>
              )}
              <Guarded>
                <MessageRow entry={entry} />
              </Guarded>
            </div>
          ))}
          {here.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </div>
      </div>
      {state !== "at-end" && (
        <button type="button" class="news-pill" onClick={toEnd}>
          {state === "news" ? "New messages" : "Jump to newest"} <Icon name="down" size={14} />
        </button>
      )}
    </div>
  );
}

/** Contains an error in one message, so that the rest of the page keeps working. */
function Guarded({ children }: { readonly children: ComponentChildren }) {
  const [error] = useErrorBoundary((cause) => console.error("A message could not be shown:", cause));
  if (error) return <p class="popup-note wrong">This message could not be shown.</p>;
  return <>{children}</>;
}
