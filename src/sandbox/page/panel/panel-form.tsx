import { useId, useState } from "preact/hooks";
import type { Panel, PanelResult } from "../../protocol.js";
import { reasonOf } from "../state/reason-of.js";
import { useSession } from "../state/session.js";

interface PanelFormProps {
  readonly panelId: string;
  readonly action: Panel["actions"][number];
}

/** One action of a panel: its fields, button and result. */
export function PanelForm({ panelId, action }: PanelFormProps) {
  const session = useSession();
  const id = useId();
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<PanelResult>();
  /** What the person wrote or chose. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const values = Object.fromEntries(
    action.fields.map(({ name, value, choices = [] }): [string, string] => {
      const chosen = typed[name] ?? value ?? "";
      // A choice can be gone: a paper is no longer without code.
      return [name, choices.length === 0 || choices.includes(chosen) ? chosen : (choices[0] ?? "")];
    }),
  );

  const send = async () => {
    setBusy(true);
    setResult(undefined);
    const outcome = await session
      .act(panelId, action.id, values)
      .catch((cause): PanelResult => ({ ok: false, text: reasonOf(cause) }));
    // A title, or a link, is of one paper: the next one has its own.
    if (outcome.ok)
      setTyped((old) =>
        onlyOf(
          action.fields.filter(({ choices }) => choices),
          old,
        ),
      );
    setResult(outcome);
    setBusy(false);
  };

  return (
    <form
      class="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void send();
      }}
    >
      {action.fields.map(({ name, label, placeholder, choices }) => {
        const shared = {
          id: `${id}-${name}`,
          class: "form-text",
          value: values[name] ?? "",
          onInput: (event: Event & { readonly currentTarget: HTMLInputElement | HTMLSelectElement }) => {
            const { value } = event.currentTarget;
            setTyped((old) => ({ ...old, [name]: value }));
          },
        };
        return (
          <div class="form-item" key={name}>
            <label class="form-label" for={shared.id}>
              {label}
            </label>
            {choices ? (
              <select {...shared}>
                {choices.map((choice) => (
                  <option key={choice}>{choice}</option>
                ))}
              </select>
            ) : (
              <input {...shared} placeholder={placeholder ?? ""} />
            )}
          </div>
        );
      })}
      <button type="submit" class="button primary" aria-busy={isBusy} aria-disabled={isBusy}>
        {action.label}
      </button>
      {result && (
        <p class={result.ok ? "result fine" : "result wrong"} role="status">
          {result.text}
        </p>
      )}
    </form>
  );
}

function onlyOf(fields: readonly { readonly name: string }[], values: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => fields.some(({ name }) => name === key)),
  );
}
