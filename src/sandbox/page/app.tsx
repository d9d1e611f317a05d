import { useEffect, useMemo, useState } from "preact/hooks";
import { ChannelHeader } from "./chat/channel-header.js";
import { isForum } from "./chat/channel-kind.js";
import { ChannelList } from "./chat/channel-list.js";
import { ConnectionNote } from "./chat/connection-note.js";
import { MessageList } from "./chat/message-list.js";
import { Composer } from "./composer/composer.js";
import { NamesContext } from "./markdown/names.js";
import { Modal } from "./modal/modal.js";
import { PanelDrawer } from "./panel/panel-drawer.js";
import { Announcer } from "./shell/announcer.js";
import { Icon } from "./shell/icon.js";
import { PersonSwitch } from "./shell/person-switch.js";
import { SkipLink } from "./shell/skip-link.js";
import { ThemeSwitch } from "./shell/theme-switch.js";
import { useEscape } from "./shell/use-escape.js";
import { namesOf } from "./state/names-of.js";
import { useClient, useSession } from "./state/session.js";
import { TrafficDrawer } from "./traffic/traffic-drawer.js";
import "./app.css";

/** The right column shows the traffic, or the panel with this id. */
const trafficDrawer = "traffic";

/** The whole page: channels, chat, and a drawer for traffic or a panel. */
export function App() {
  const session = useSession();
  const world = useClient((state) => state.world);
  const form = useClient((state) => state.form);
  const channel = useClient((state) => state.world.channels.find(({ id }) => id === state.channelId));
  const [hasChannels, setChannels] = useState(false);
  const [drawer, setDrawer] = useState<string>();
  const names = useMemo(() => namesOf(world, session), [world]);
  useEscape(hasChannels, () => setChannels(false));
  const panel = world.panels.find(({ id }) => id === drawer);
  const toggle = (which: string) => setDrawer(drawer === which ? undefined : which);

  useEffect(() => {
    document.title = [channel?.name, world.server.name].filter(Boolean).join(" · ");
  }, [channel, world]);

  return (
    <NamesContext.Provider value={names}>
      <SkipLink />
      <div
        class="page"
        data-channels={hasChannels || undefined}
        data-drawer={drawer !== undefined || undefined}
      >
        <section class="side" aria-label={world.server.name}>
          <header class="bar">
            <strong class="server">{world.server.name}</strong>
          </header>
          <ChannelList onGo={() => setChannels(false)} />
          <PersonSwitch />
        </section>
        {hasChannels && (
          <button
            type="button"
            class="veil"
            aria-label="Close the channels"
            onClick={() => setChannels(false)}
          />
        )}
        <main class="chat">
          <ChannelHeader onMenu={() => setChannels(true)}>
            {world.panels.map(({ id, title }) => (
              <button
                key={id}
                type="button"
                class="bar-button"
                aria-pressed={drawer === id}
                aria-label={title}
                onClick={() => toggle(id)}
              >
                <Icon name="flask" /> <span class="wide-only">{title}</span>
              </button>
            ))}
            <button
              type="button"
              class="bar-button"
              aria-pressed={drawer === trafficDrawer}
              aria-label="Traffic"
              onClick={() => toggle(trafficDrawer)}
            >
              <Icon name="traffic" /> <span class="wide-only">Traffic</span>
            </button>
            <ThemeSwitch />
          </ChannelHeader>
          <ConnectionNote />
          <MessageList />
          {channel && !isForum(channel) && <Composer />}
        </main>
        {drawer === trafficDrawer && <TrafficDrawer onClose={() => setDrawer(undefined)} />}
        {panel && <PanelDrawer key={panel.id} panel={panel} onClose={() => setDrawer(undefined)} />}
      </div>
      {form && <Modal key={form.modal.custom_id} form={form} />}
      <Announcer />
    </NamesContext.Provider>
  );
}
