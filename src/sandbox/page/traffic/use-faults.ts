import { useEffect, useState } from "preact/hooks";
import type { Fault } from "../../protocol.js";
import { reasonOf } from "../state/reason-of.js";
import { useSession } from "../state/session.js";
import { isSameFault } from "./offered-faults.js";

export interface Faults {
  /** The active faults. */
  readonly on: readonly Fault[];
  /** Why the last click failed. */
  readonly failure: string | undefined;
  has(fault: Fault): boolean;
  /** Switches a fault on or off. A gateway fault happens immediately. */
  toggle(fault: Fault): void;
  clear(): void;
}

/** The sandbox's faults, as of the last request. */
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
  /** The API can only clear all faults, so the others are added again. */
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
