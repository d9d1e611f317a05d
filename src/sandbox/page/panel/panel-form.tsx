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
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(action.fields.map(({ name, value, choices }) => [name, value ?? choices?.[0] ?? ""])),
  );

  const send = async () => {
    setBusy(true);
    setResult(undefined);
    const outcome = await session
      .act(panelId, action.id, values)
      .catch((cause): PanelResult => ({ ok: false, text: reasonOf(cause) }));
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
            setValues((old) => ({ ...old, [name]: value }));
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
