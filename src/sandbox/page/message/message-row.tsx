import { useRef } from "preact/hooks";
import { isEphemeral, isLoading, isPublished } from "../../message-flags.js";
import { formatTime } from "../markdown/format-time.js";
import { Markdown } from "../markdown/markdown.js";
import { Avatar } from "../shell/avatar.js";
import { Icon } from "../shell/icon.js";
import { useClient, useSession } from "../state/session.js";
import { authorOf } from "./author-of.js";
import { Component } from "./component.js";
import { actionRowType } from "./component-kinds.js";
import { Embed } from "./embed.js";
import { FileCard } from "./file-card.js";
import type { Entry } from "./group-messages.js";
import { InteractionHeader } from "./interaction-header.js";
import { MessageContext } from "./message-context.js";
import { MessageTools } from "./message-tools.js";
import { ThreadNote } from "./thread-note.js";
import { useKeptFocus } from "./use-kept-focus.js";
import "./message-row.css";
import "./progress.css";

export function MessageRow({ entry }: { readonly entry: Entry }) {
  const { message, continues } = entry;
  const session = useSession();
  const world = useClient((state) => state.world);
  const use = useClient((state) => state.componentUses[message.id]);
  const isLinked = useClient(({ linkedMessageId }) => linkedMessageId === message.id);
  const root = useRef<HTMLElement>(null);
  useKeptFocus(root, message);
  const author = authorOf(message, world);
  const seconds = Date.parse(message.timestamp) / 1000;
  const components = message.components ?? [];
  /** With Components V2, files are shown by the components that reference them. */
  const hasOwnFiles = components.every(({ type }) => type === actionRowType);
  const edited = message.edited_timestamp && <span class="edited">(edited)</span>;

  return (
    <MessageContext.Provider value={message}>
      <article
        ref={root}
        class="message"
        // Takes the focus when the pressed button is gone.
        tabIndex={-1}
        data-linked={isLinked || undefined}
        id={`message-${message.id}`}
        data-ephemeral={isEphemeral(message) || undefined}
        data-continues={continues || undefined}
        aria-label={`${author.name}, ${formatTime(seconds, "t", Date.now())}`}
      >
        <InteractionHeader message={message} />
        {!isLoading(message) && <MessageTools message={message} />}
        <div class="message-side">
          {continues ? (
            <time class="message-time hover">{formatTime(seconds, "t", Date.now())}</time>
          ) : (
            <Avatar name={author.name} colour={author.colour} />
          )}
        </div>
        <div class="message-body">
          {!continues && (
            <div class="message-head">
              <span class="author">{author.name}</span>
              {author.isApp && <span class="app-tag">APP</span>}
              <time class="message-time" title={formatTime(seconds, "F", Date.now())}>
                {formatTime(seconds, "t", Date.now())}
              </time>
              {isPublished(message) && <PublishedMark />}
            </div>
          )}
          {continues && isPublished(message) && <PublishedMark />}
          {isLoading(message) ? (
            <p class="thinking" role="status">
              <span class="dots" aria-hidden="true" /> {author.name} is thinking…
            </p>
          ) : (
            message.content !== "" && <Markdown text={message.content} />
          )}
          {message.content !== "" && edited}
          {message.embeds.map((embed, index) => (
            <Embed key={index} embed={embed} />
          ))}
          {hasOwnFiles && message.attachments.map((file) => <FileCard key={file.id} url={file.url} />)}
          {components.map((component, index) => (
            <Component key={index} component={component} />
          ))}
          {message.content === "" && edited}
          <ThreadNote message={message} />
          {use?.state.kind === "failed" && (
            <p class="failed" role="alert">
              This interaction failed. <span class="reason">{use.state.reason}</span>
            </p>
          )}
          {isEphemeral(message) && (
            <p class="ephemeral-note">
              <Icon name="eye" size={14} /> Only you can see this ·{" "}
              <button type="button" class="link" onClick={() => session.dismiss(message)}>
                Dismiss message
              </button>
            </p>
          )}
        </div>
      </article>
    </MessageContext.Provider>
  );
}

/** A message of an announcement channel that went to the servers which follow it. */
function PublishedMark() {
  return (
    <span class="badge">
      <Icon name="news" size={12} /> Published
    </span>
  );
}
