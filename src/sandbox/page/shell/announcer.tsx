import { useEffect, useRef, useState } from "preact/hooks";
import { parseMarkdown } from "../markdown/parse-markdown.js";
import { plainText } from "../markdown/plain-text.js";
import { authorOf } from "../message/author-of.js";
import { messageText } from "../message/message-text.js";
import { useClient } from "../state/session.js";

/** So much of a message is read out at once. */
const maxTextLength = 300;

/** Reads new messages of the channel to people who listen to the page. */
export function Announcer() {
  const channelId = useClient((state) => state.channelId);
  const personId = useClient((state) => state.personId);
  const messages = useClient((state) => state.messages[state.channelId]);
  const world = useClient((state) => state.world);
  const [text, setText] = useState("");
  const known = useRef({ place: "", last: "" });

  useEffect(() => {
    const last = messages?.at(-1);
    if (!messages) return;
    const place = `${channelId} ${personId}`;
    const isNews = known.current.place === place && last && last.id !== known.current.last;
    known.current = { place, last: last?.id ?? "" };
    if (isNews)
      setText(
        `${authorOf(last, world).name}: ${plainText(parseMarkdown(messageText(last))).slice(0, maxTextLength)}`,
      );
  }, [messages]);

  return (
    <div class="only-heard" role="status" aria-live="polite">
      {text}
    </div>
  );
}
