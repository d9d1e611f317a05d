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

/** The input: plain text, which turns into a command with option fields once it names one. */
export function Composer() {
  const session = useSession();
  const commands = useClient((state) => state.commands);
  const world = useClient((state) => state.world);
  const composed = useClient((state) => state.composed);
  const channelId = useClient((state) => state.channelId);
  const personId = useClient((state) => state.personId);
  const runnables = useMemo(() => listRunnables(commands), [commands]);
  const [mode, setMode] = useState<Mode>(emptyMode);
  /** Why the last input was not sent or run. */
  const [refusal, setRefusal] = useState<string>();
  /** The last command, which ArrowUp restores. */
  const lastRun = useRef<Draft | undefined>(undefined);
  const form = useRef<HTMLDivElement>(null);

  const write = (text: string) => {
    setRefusal(undefined);
    const draft = readTyped(text, runnables);
    setMode(draft ? { kind: "command", draft } : { kind: "text", text });
  };
  /** Whether to focus right after the next render, so that no key is lost. */
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
    // Enter ends the name, as a space does.
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
  return name === "" ? "Type a command name after the slash." : `There is no command /${name}.`;
}
