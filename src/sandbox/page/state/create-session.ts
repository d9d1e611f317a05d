import type { Operator } from "../../create-operator.js";
import { isEphemeral } from "../../message-flags.js";
import type { Person } from "../../person.js";
import type { Message, SandboxEvent, World } from "../../protocol.js";
import { applyEvent, mergeTraffic, withMessage } from "./apply-event.js";
import type { ClientState } from "./client-state.js";
import { createActions } from "./create-actions.js";
import { readChannelId, readMessageId, writeAddress } from "./page-address.js";
import type { Session } from "./session.js";
import { createStore } from "./store.js";

export interface SessionDeps {
  /** The initial person, and the world as they see it. */
  readonly personId: string;
  readonly world: World;
  readonly person: (id: string) => Person;
  readonly operator: Operator;
  /** Opens the event stream: see `openStream`. */
  readonly open: (onEvent: (event: SandboxEvent) => void, onBreak: () => void) => void;
}

/** Starts in the channel of the page's URL and keeps the state up to date. */
export function createSession(deps: SessionDeps): Session {
  const { personId, world, person: createPerson, operator, open } = deps;
  const channelId = readChannelId(world);
  const store = createStore<ClientState>({
    connection: "connecting",
    world,
    personId,
    channelId,
    linkedMessageId: readMessageId(),
    commands: [],
    messages: {},
    unread: new Set(),
    runs: [],
    componentUses: {},
    form: undefined,
    traffic: [],
    composed: undefined,
  });
  let person = createPerson(personId);
  person.go(channelId);

  /** Private answers that came since the page was loaded. As in Discord's client, earlier ones are gone. */
  const received = new Set<string>();
  const isOurs = (message: Message) => !isEphemeral(message) || received.has(message.id);

  /** Applies an answer unless it failed, or the page has switched to another person. */
  const refresh = async <T>(ask: Promise<T>, apply: (state: ClientState, answer: T) => ClientState) => {
    const asker = person;
    const answer = await ask.then(
      (value) => ({ value }),
      // If the sandbox is not reachable, the stream notices, and everything is reloaded after it reconnects.
      () => undefined,
    );
    if (answer && asker === person) store.update((state) => apply(state, answer.value));
  };
  const refreshWorld = () => refresh(person.world(), (state, next) => ({ ...state, world: next }));
  const refreshCommands = () => refresh(person.commands(), (state, commands) => ({ ...state, commands }));
  const refreshMessages = (channelId: string) =>
    refresh(person.read(channelId), (state, messages) => ({
      ...state,
      messages: { ...state.messages, [channelId]: messages.filter(isOurs) },
    }));
  /** The messages of a channel; of a thread also those of its channel, among which is the one that it is of. */
  const refreshChannel = (channelId: string) => {
    const parent = store.get().world.channels.find(({ id }) => id === channelId)?.parentId;
    return Promise.all([channelId, ...(parent ? [parent] : [])].map(refreshMessages));
  };
  const refreshAll = async () => {
    await refreshWorld();
    const { world: now, channelId } = store.get();
    if (!now.channels.some(({ id }) => id === channelId)) return go(now.channels[0]?.id ?? channelId);
    await Promise.all([refreshCommands(), refreshChannel(channelId)]);
  };

  const go = (channelId: string) => {
    person.go(channelId);
    store.update((state) => {
      const unread = new Set(state.unread);
      unread.delete(channelId);
      return { ...state, channelId, unread, linkedMessageId: undefined };
    });
    writeAddress(store.get());
    void refreshChannel(channelId);
    void refreshCommands();
  };

  open(
    (event) => {
      if (event.type === "message") received.add(event.message.id);
      store.update((state) => applyEvent(state, event));
      if (event.type === "world") void refreshWorld();
      if (event.type === "commands") void refreshCommands();
      if (event.type !== "hello") return;
      // Events may have been missed. Reloads the current channel now, and others when the person opens them.
      store.update((state) => {
        const here = state.messages[state.channelId];
        return { ...state, connection: "live", messages: here ? { [state.channelId]: here } : {} };
      });
      void refreshAll();
      void refresh(operator.traffic(), (state, traffic) => ({
        ...state,
        traffic: mergeTraffic(traffic, state.traffic),
      }));
    },
    () => store.update((state) => ({ ...state, connection: "disconnected" })),
  );

  return {
    store,
    go,
    become(personId) {
      person = createPerson(personId);
      person.go(store.get().channelId);
      store.update((state) => ({
        ...state,
        personId,
        messages: {},
        componentUses: {},
        runs: [],
        form: undefined,
      }));
      writeAddress(store.get());
      void refreshAll();
    },
    async say(content) {
      const message = await person.say(content);
      store.update((state) => withMessage(state, message.channel_id, message));
    },
    suggest: (command, options, focused) => person.suggest(command, options, focused),
    compose: (text) => store.update((state) => ({ ...state, composed: { text } })),
    act: (panel, action, fields) => operator.act(panel, action, fields),
    faults: operator,
    ...createActions(store, () => person),
  };
}
