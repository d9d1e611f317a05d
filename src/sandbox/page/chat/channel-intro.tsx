import { useMemo } from "preact/hooks";
import { listRunnables, type Runnable } from "../composer/runnable.js";
import { Icon } from "../shell/icon.js";
import { useClient, useSession } from "../state/session.js";
import { channelIcon, isForum } from "./channel-kind.js";
import { firstCommands } from "./first-commands.js";
import { ForumPosts } from "./forum-posts.js";
import "./channel-intro.css";

/** The top of a channel. In an empty channel, also examples of commands. */
export function ChannelIntro({ isEmpty }: { readonly isEmpty: boolean }) {
  const session = useSession();
  const channel = useClient((state) => state.world.channels.find(({ id }) => id === state.channelId));
  const bot = useClient((state) => state.world.bot);
  const commands = useClient((state) => state.commands);
  const runnables = useMemo(() => listRunnables(commands), [commands]);
  if (!channel) return null;
  return (
    <header class="intro">
      <span class="intro-icon">
        <Icon name={channelIcon(channel)} size={30} />
      </span>
      <h2>{channel.name}</h2>
      <p class="quiet">{channel.topic ?? `This is the start of ${channel.name}.`}</p>
      {channel.tags !== undefined && <Tags names={channel.tags} />}
      {isForum(channel) && <ForumPosts forum={channel} />}
      {isEmpty && !isForum(channel) && (
        <section class="teach" aria-label="Getting started">
          <p>
            Type <kbd>/</kbd> to see what {bot.name} can do
            {runnables.length > 0 ? ", or start with one of these:" : " once it has registered its commands."}
          </p>
          <ul>
            {firstCommands(runnables).map((command) => (
              <li key={command.path}>
                <button type="button" class="example" onClick={() => session.compose(`/${command.path} `)}>
                  <span class="command-name">{exampleOf(command)}</span>
                  <span class="quiet">{command.description}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </header>
  );
}

/** The tags of a forum's post. */
function Tags({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <ul class="tags" aria-label="Tags">
      {names.map((name) => (
        <li key={name} class="badge">
          {name}
        </li>
      ))}
    </ul>
  );
}

/** The command with its required options: `/search query`. */
function exampleOf({ path, options }: Runnable): string {
  const required = options.filter((option) => option.required).map(({ name }) => name);
  return [`/${path}`, ...required].join(" ");
}
