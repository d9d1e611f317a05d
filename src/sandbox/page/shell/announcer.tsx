import { useEffect, useRef, useState } from "preact/hooks";
import { parseMarkdown } from "../markdown/parse-markdown.js";
import { plainText } from "../markdown/plain-text.js";
import { authorOf } from "../message/author-of.js";
import { messageText } from "../message/message-text.js";
import { useClient } from "../state/session.js";

const maxTextLength = 300;

/** Announces new messages of the channel to screen readers. */
export function Announcer() {
  const channelId = useClient((state) => state.channelId);
  const personId = useClient((state) => state.personId);
  const messages = useClient((state) => state.messages[state.channelId]);
  const world = useClient((state) => state.world);
  const [text, setText] = useState("");
  const known = useRef({ view: "", last: "" });

  useEffect(() => {
    const last = messages?.at(-1);
    if (!messages) return;
    const view = `${channelId} ${personId}`;
    const isNews = known.current.view === view && last && last.id !== known.current.last;
    known.current = { view, last: last?.id ?? "" };
    if (isNews)
      setText(
        `${authorOf(last, world).name}: ${plainText(parseMarkdown(messageText(last))).slice(0, maxTextLength)}`,
      );
  }, [messages]);

  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
