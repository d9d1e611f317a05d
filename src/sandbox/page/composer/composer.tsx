import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { OptionValue } from "../../protocol.js";
import { reasonOf } from "../state/reason-of.js";
import { useClient, useSession } from "../state/session.js";
import { checkDraft } from "./check-draft.js";
import { CommandDraft } from "./command-draft.js";
import { type Draft, readTyped, withFailedTry } from "./draft.js";
import { readName } from "./read-name.js";
import { listRunnables } from "./runnable.js";
import { TextDraft } from "./text-draft.js";
import { useSlashKey } from "./use-slash-key.js";
import "./composer.css";

type Mode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "command"; readonly draft: Draft };

const emptyMode: Mode = { kind: "text", text: "" };

/** Where a person writes: plain text, which becomes a command with its options as soon as it names one. */
export function Composer() {
  const session = useSession();
  const commands = useClient((state) => state.commands);
  const world = useClient((state) => state.world);
  const composed = useClient((state) => state.composed);
  const channelId = useClient((state) => state.channelId);
  const personId = useClient((state) => state.personId);
  const runnables = useMemo(() => listRunnables(commands), [commands]);
  const [mode, setMode] = useState<Mode>(emptyMode);
  /** Why what was typed last was neither sent nor run. */
  const [refusal, setRefusal] = useState<string>();
  /** The command run last, for ArrowUp to bring back. */
  const lastRun = useRef<Draft | undefined>(undefined);
  const form = useRef<HTMLDivElement>(null);

  const write = (text: string) => {
    setRefusal(undefined);
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
    setMode(emptyMode);
    setRefusal(undefined);
  }, [channelId, personId]);
  useSlashKey(focus);

  const say = async (text: string) => {
    setMode(emptyMode);
    setRefusal(undefined);
    const failure = await session.say(text).catch(reasonOf);
    if (failure === undefined) return;
    setRefusal(`Not sent: ${failure}`);
    setMode({ kind: "text", text });
  };
  const run = (draft: Draft, values: Readonly<Record<string, OptionValue>>) => {
    session.run(draft.command.path, values);
    lastRun.current = draft;
    takesFocus.current = true;
    setMode(emptyMode);
    setRefusal(undefined);
  };
  const runTyped = (text: string) => {
    // Enter says that the name is finished, as a space would.
    const draft = readTyped(`${text} `, runnables);
    if (!draft) return setRefusal(noCommand(readName(text.slice(1), runnables).name));
    const { values, firstWrong } = checkDraft(draft, world);
    if (firstWrong === undefined) run(draft, values);
    else setMode({ kind: "command", draft: withFailedTry(draft, firstWrong) });
  };

  return (
    <div class="composer" ref={form}>
      {mode.kind === "text" ? (
        <TextDraft
          text={mode.text}
          runnables={runnables}
          onText={write}
          onRun={() => runTyped(mode.text)}
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
          onRun={(values) => run(mode.draft, values)}
        />
      )}
      {refusal && (
        <p class="popup-note wrong" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}

function noCommand(name: string): string {
  return name === "" ? "Type a command’s name after the slash." : `There is no command /${name}.`;
}
