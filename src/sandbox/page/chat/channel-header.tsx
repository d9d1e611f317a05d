import type { ComponentChildren } from "preact";
import { Icon } from "../shell/icon.js";
import { useClient } from "../state/session.js";
import { channelIcon } from "./channel-kind.js";
import "./channel-header.css";

interface ChannelHeaderProps {
  readonly onMenu: () => void;
  /** The buttons on the right. */
  readonly children: ComponentChildren;
}

export function ChannelHeader({ onMenu, children }: ChannelHeaderProps) {
  const channel = useClient((state) => state.world.channels.find(({ id }) => id === state.channelId));
  return (
    <header class="bar">
      <button type="button" class="icon-button narrow-only" aria-label="Channels" onClick={onMenu}>
        <Icon name="menu" />
      </button>
      {channel && (
        <>
          <Icon name={channelIcon(channel)} />
          <h1>{channel.name}</h1>
          <p class="topic">{channel.topic}</p>
        </>
      )}
      <div class="bar-end">{children}</div>
    </header>
  );
}
