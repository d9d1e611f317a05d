import { useEffect, useState } from "preact/hooks";
import type { Fault } from "../../protocol.js";
import { reasonOf } from "../state/reason-of.js";
import { useSession } from "../state/session.js";
import { isSameFault } from "./offered-faults.js";

export interface Faults {
  /** Those that are on, whoever switched them on. */
  readonly on: readonly Fault[];
  /** Why the last click did nothing. */
  readonly failure: string | undefined;
  has(fault: Fault): boolean;
  /** Switches the fault on, or off if it is on; one of the gateway happens at once. */
  toggle(fault: Fault): void;
  clear(): void;
}

/** The sandbox's faults, as they were when last asked for. */
export function useFaults(): Faults {
  const { faults } = useSession();
  const [on, setOn] = useState<readonly Fault[]>([]);
  const [failure, setFailure] = useState<string>();

  const show = (asked: Promise<readonly Fault[]>) =>
    void asked.then(
      (now) => {
        setOn(now);
        setFailure(undefined);
      },
      (cause) => setFailure(reasonOf(cause)),
    );
  /** All can be cleared, but not one: so all the others are switched on again. */
  const without = async (fault: Fault) => {
    const others = (await faults.faults()).filter((one) => !isSameFault(one, fault));
    let now = await faults.clearFaults();
    for (const other of others) now = await faults.addFault(other);
    return now;
  };

  useEffect(() => show(faults.faults()), [faults]);
  const has = (fault: Fault) => on.some((one) => isSameFault(one, fault));
  return {
    on,
    failure,
    has,
    toggle: (fault) => show(has(fault) ? without(fault) : faults.addFault(fault)),
    clear: () => show(faults.clearFaults()),
  };
}
