import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { reasonOf } from "../state/reason-of.js";
import { useClient, useSession } from "../state/session.js";
import { CommandDraft } from "./command-draft.js";
import { type Draft, readTyped } from "./draft.js";
import { listRunnables } from "./runnable.js";
import { TextDraft } from "./text-draft.js";
import { useSlashKey } from "./use-slash-key.js";
import "./composer.css";

type Mode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "command"; readonly draft: Draft };

const EMPTY: Mode = { kind: "text", text: "" };

/** Where a person writes: plain text, which becomes a command with its options as soon as it names one. */
export function Composer() {
  const session = useSession();
  const commands = useClient((state) => state.commands);
  const composed = useClient((state) => state.composed);
  const channelId = useClient((state) => state.channelId);
  const personId = useClient((state) => state.personId);
  const runnables = useMemo(() => listRunnables(commands), [commands]);
  const [mode, setMode] = useState<Mode>(EMPTY);
  const [refusal, setRefusal] = useState<string>();
  /** The command run last, for ArrowUp to bring back. */
  const lastRun = useRef<Draft | undefined>(undefined);
  const form = useRef<HTMLDivElement>(null);

  const write = (text: string) => {
    const draft = readTyped(text, runnables);
    setMode(draft ? { kind: "command", draft } : { kind: "text", text });
  };
  /** Whether the next drawing takes the focus: at once, so that no key gets lost in between. */
  const takesFocus = useRef(false);
  const focus = () => form.current?.querySelector<HTMLElement>("[data-composer]")?.focus();

  useEffect(() => {
    if (!composed) return;
    takesFocus.current = true;
    write(composed.text);
  }, [composed]);
  useLayoutEffect(() => {
    if (takesFocus.current) focus();
    takesFocus.current = false;
  }, [mode]);
  useEffect(() => {
    setMode(EMPTY);
    setRefusal(undefined);
  }, [channelId, personId]);
  useSlashKey(focus);

  const say = async (text: string) => {
    setMode(EMPTY);
    setRefusal(undefined);
    const failure = await session.say(text).catch(reasonOf);
    if (failure === undefined) return;
    setRefusal(failure);
    setMode({ kind: "text", text });
  };

  return (
    <div class="composer" ref={form}>
      {mode.kind === "text" ? (
        <TextDraft
          text={mode.text}
          runnables={runnables}
          onText={write}
          onPick={(command) => write(`/${command.path} `)}
          onSay={say}
          onRecall={() => lastRun.current && setMode({ kind: "command", draft: lastRun.current })}
        />
      ) : (
        <CommandDraft
          draft={mode.draft}
          onDraft={(draft) => setMode({ kind: "command", draft })}
          onLeave={(text) => {
            takesFocus.current = true;
            setMode({ kind: "text", text });
          }}
          onRun={(values) => {
            session.run(mode.draft.command.path, values);
            lastRun.current = mode.draft;
            takesFocus.current = true;
            setMode(EMPTY);
          }}
        />
      )}
      {refusal && (
        <p class="popup-note wrong" role="alert">
          Not sent: {refusal}
        </p>
      )}
    </div>
  );
}
