import { useEffect, useRef, useState } from "preact/hooks";
import type { FormValue } from "../../protocol.js";
import type { Form } from "../state/client-state.js";
import { useSession } from "../state/session.js";
import { FormItem } from "./form-item.js";
import "../message/progress.css";
import "./modal.css";

/** A form that the bot opened. */
export function Modal({ form }: { readonly form: Form }) {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState<Readonly<Record<string, FormValue>>>({});
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  const { modal, state } = form;
  const isWaiting = state.kind === "waiting";

  return (
    <dialog ref={dialog} class="modal" aria-labelledby="modal-title" onClose={session.closeForm}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWaiting) session.submit(values);
        }}
      >
        <h2 id="modal-title">{modal.title}</h2>
        {modal.components.map((item, index) => (
          <FormItem
            key={index}
            item={item}
            onValue={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
          />
        ))}
        {state.kind === "failed" && (
          <p class="failed" role="alert">
            Something went wrong. <span class="reason">{state.reason}</span>
          </p>
        )}
        <footer>
          <button type="button" class="button secondary" onClick={session.closeForm}>
            Cancel
          </button>
          <button type="submit" class="button primary" aria-busy={isWaiting} aria-disabled={isWaiting}>
            Submit
          </button>
        </footer>
      </form>
    </dialog>
  );
}
