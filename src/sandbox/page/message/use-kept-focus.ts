import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { stableName } from "./stable-name.js";

/**
 * Keeps the focus in a message whose update removes or disables the control that has it: the control of the same name
 * gets it, or else the message. Without this the next Tab would start at the top of the page.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, message: unknown): void {
  /** The name of the control that has the focus, or had it until it was removed. */
  const focused = useRef<string | null>(null);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const enter = ({ target }: FocusEvent) => {
      focused.current = target instanceof HTMLElement ? nameOf(target) : null;
    };
    // A control that is removed loses the focus to nothing; a person who goes on moves it to something.
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) focused.current = null;
    };
    const press = ({ target }: Event) => {
      if (target instanceof Node && !element.contains(target)) focused.current = null;
    };
    element.addEventListener("focusin", enter);
    element.addEventListener("focusout", leave);
    document.addEventListener("pointerdown", press);
    return () => {
      element.removeEventListener("focusin", enter);
      element.removeEventListener("focusout", leave);
      document.removeEventListener("pointerdown", press);
    };
  }, []);

  useLayoutEffect(() => {
    const element = root.current;
    const name = focused.current;
    const now = document.activeElement;
    if (!element || name === null) return;
    const isLost = now === null || now === document.body;
    // Another button can have come to where the pressed one was.
    const isOther = now instanceof HTMLElement && element.contains(now) && nameOf(now) !== name;
    if (!isLost && !isOther) return;
    const controls = [...element.querySelectorAll<HTMLElement>("button, [role=combobox]")];
    const same = controls.find((one) => nameOf(one) === name && !one.hasAttribute("disabled"));
    (same ?? element).focus({ preventScroll: true });
    focused.current = name;
  }, [message]);
}

function nameOf(control: HTMLElement): string {
  return stableName(control.ariaLabel ?? control.textContent ?? "");
}
