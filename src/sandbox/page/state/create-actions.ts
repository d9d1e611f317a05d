import type { Person } from "../../person.js";
import type { Answer, FormValue, Message } from "../../protocol.js";
import { withMessage, withoutMessage } from "./apply-event.js";
import type { ClientState, Progress, Run } from "./client-state.js";
import { reasonOf } from "./reason-of.js";
import type { Session } from "./session.js";
import type { Store } from "./store.js";

type Actions = Pick<
  Session,
  "run" | "runOn" | "retry" | "forget" | "press" | "choose" | "dismiss" | "submit" | "closeForm"
>;

/** The person's actions on commands, buttons, menus and forms. Each is *waiting* until the bot answers. */
export function createActions(store: Store<ClientState>, person: () => Person): Actions {
  let lastRun = 0;

  /** Applies an answer to the state. The caller shows a failure. */
  const settle = (answer: Answer): Progress | undefined => {
    if (answer.kind === "failed") return { kind: "failed", reason: answer.reason };
    if (answer.kind === "modal")
      store.update((state) => ({ ...state, form: { modal: answer.modal, state: { kind: "open" } } }));
    if (answer.kind === "message" || answer.kind === "update")
      store.update((state) => withMessage(state, answer.message.channel_id, answer.message));
    return undefined;
  };

  /**
   * Runs an action as the current person and reports its progress: waiting, then a failure or undefined. An answer
   * that arrives after the page has switched to another person is dropped.
   */
  const follow = async (
    action: (asker: Person) => Promise<Answer>,
    progress: (now: Progress | undefined) => void,
  ) => {
    const asker = person();
    progress({ kind: "waiting" });
    const answer = await action(asker).catch(
      (cause): Answer => ({ kind: "failed", reason: reasonOf(cause) }),
    );
    if (person() === asker) progress(settle(answer));
  };

  const setRun = (run: Omit<Run, "state">, now: Progress | undefined) =>
    store.update((state) => {
      const others = state.runs.filter(({ id }) => id !== run.id);
      return { ...state, runs: now ? [...others, { ...run, state: now }] : others };
    });

  const setUse = (message: Message, customId: string, now: Progress | undefined) =>
    store.update((state) => {
      const { [message.id]: _, ...others } = state.componentUses;
      return {
        ...state,
        componentUses: now ? { ...others, [message.id]: { customId, state: now } } : others,
      };
    });

  const start = (run: Omit<Run, "state">) =>
    void follow(
      (asker) => asker.run(run.command, run.options),
      (now) => setRun(run, now),
    );

  return {
    run: (command, options) => start({ id: ++lastRun, channelId: store.get().channelId, command, options }),
    retry(runId) {
      const run = store.get().runs.find(({ id }) => id === runId);
      if (run) start(run);
    },
    forget: (runId) =>
      store.update((state) => ({ ...state, runs: state.runs.filter(({ id }) => id !== runId) })),
    runOn: (message, command) =>
      void follow(
        (asker) => asker.runOn(message, command),
        (now) => setUse(message, command, now),
      ),
    press: (message, customId) =>
      void follow(
        (asker) => asker.press(message, customId),
        (now) => setUse(message, customId, now),
      ),
    choose: (message, customId, values) =>
      void follow(
        (asker) => asker.choose(message, customId, values),
        (now) => setUse(message, customId, now),
      ),
    dismiss(message) {
      store.update((state) => withoutMessage(state, message.channel_id, message.id));
      person()
        .dismiss(message)
        // Not dismissed, so it is shown again.
        .catch(() => store.update((state) => withMessage(state, message.channel_id, message)));
    },
    submit(values: Readonly<Record<string, FormValue>>) {
      const { form } = store.get();
      if (!form) return;
      const { modal } = form;
      void follow(
        (asker) => asker.submit(modal, values),
        (now) =>
          store.update((state) =>
            // Leaves a newer form unchanged.
            state.form?.modal === modal ? { ...state, form: now && { modal, state: now } } : state,
          ),
      );
    },
    closeForm: () => store.update((state) => ({ ...state, form: undefined })),
  };
}
