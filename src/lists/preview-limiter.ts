/** Limits on the previews of lists that servers ask for. */
export const previewLimits = {
  /** Previews at one time, over all servers. */
  concurrent: 3,
  /** Previews of one server within an hour. */
  perHour: 20,
} as const;
const hour = 3_600_000;

/**
 * Runs previews for servers: one at a time each, and not too many.
 *
 * @param now milliseconds of a clock that nobody sets: one that is set back must not keep servers waiting.
 */
export function createPreviewLimiter(now: () => number = () => performance.now()) {
  const running = new Set<string>();
  const startedAt = new Map<string, readonly number[]>();
  return {
    /** Runs `preview`, or says in one sentence why the server has to wait. */
    async run<T>(guildId: string, preview: () => Promise<T>): Promise<T | { readonly wait: string }> {
      if (running.has(guildId)) return { wait: "Another list is being read for this server: wait for it." };
      if (running.size >= previewLimits.concurrent)
        return { wait: "Lists are being read for other servers: try again in a minute." };
      const recent = (startedAt.get(guildId) ?? []).filter((at) => at > now() - hour);
      if (recent.length >= previewLimits.perHour)
        return { wait: "Many lists were read for this server within the hour: try again later." };
      startedAt.set(guildId, [...recent, now()]);
      running.add(guildId);
      try {
        return await preview();
      } finally {
        running.delete(guildId);
      }
    },
  };
}
