/** Resolves when this process is asked to stop, or is cut off from the one that supervises it. */
export function stopSignal(): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(null));
    process.once("disconnect", () => resolve(null));
    // To listen alone must not keep a process that has nothing to do.
    process.channel?.unref();
  });
}
