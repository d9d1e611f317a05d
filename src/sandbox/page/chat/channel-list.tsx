import type { WorldChannel } from "../../protocol.js";
import { Icon } from "../shell/icon.js";
import { useClient, useSession } from "../state/session.js";
import { channelIcon, isDirect } from "./channel-kind.js";
import "./channel-list.css";

/** The server's channels, each with its threads below it, and the direct messages. */
export function ChannelList({ onGo }: { readonly onGo: () => void }) {
  const channels = useClient((state) => state.world.channels);
  const top = channels.filter(({ parentId }) => parentId === null);
  const direct = top.filter(isDirect);
  const list = (some: readonly WorldChannel[]) => (
    <ul>
      {some.map((channel) => (
        <li key={channel.id}>
          <ChannelLink channel={channel} onGo={onGo} />
          {channels.some(({ parentId }) => parentId === channel.id) && (
            <ul class="threads">
              {channels
                .filter(({ parentId }) => parentId === channel.id)
                .map((thread) => (
                  <li key={thread.id}>
                    <ChannelLink channel={thread} onGo={onGo} />
                  </li>
                ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    // The arrow keys move through channels and threads; threads, which grow in number, are no tab stops.
    <nav class="channels" aria-label="Channels" onKeyDown={moveFocus}>
      <h2>Channels</h2>
      {list(top.filter((channel) => !isDirect(channel)))}
      {direct.length > 0 && <h2>Direct messages</h2>}
      {list(direct)}
    </nav>
  );
}

function ChannelLink({ channel, onGo }: { readonly channel: WorldChannel; readonly onGo: () => void }) {
  const session = useSession();
  const isHere = useClient((state) => state.channelId === channel.id);
  const isUnread = useClient((state) => state.unread.has(channel.id));
  return (
    <button
      type="button"
      class="channel"
      aria-current={isHere ? "page" : undefined}
      data-unread={isUnread || undefined}
      tabIndex={channel.parentId === null ? 0 : -1}
      onClick={() => {
        session.go(channel.id);
        onGo();
      }}
    >
      <Icon name={channelIcon(channel)} />
      <span class="channel-name">{channel.name}</span>
      {isUnread && <span class="unread" role="img" aria-label="New messages" />}
    </button>
  );
}

function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const here = all.findIndex((one) => one.matches(":focus"));
  const next = all[here + step];
  if (step === 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
