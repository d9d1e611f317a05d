import type { Failures } from "../interactions/failures.js";
import { StoreError } from "../store/store-error.js";

/** Reports what background work throws, but for the store's own errors: it says itself what is wrong, once. */
export function reportUnlessStore(failures: Failures, doing: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof StoreError)) failures.report(error, doing);
  };
}
