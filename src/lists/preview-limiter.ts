/** What servers may have read to them. */
export const previewLimits = {
  /** Lists that are read at one time, for all servers. */
  atOnce: 3,
  /** Lists that one server may have read within an hour. */
  anHour: 20,
} as const;
const hour = 3_600_000;

/** Lets servers have lists read, each one at a time and not too many. */
export interface PreviewLimiter {
  /** Runs `look`, or says in one sentence why the server has to wait. */
  readonly take: <T>(guildId: string, look: () => Promise<T>) => Promise<T | { readonly wait: string }>;
}

export function createPreviewLimiter(now: () => number = Date.now): PreviewLimiter {
  const looking = new Set<string>();
  const looks = new Map<string, readonly number[]>();
  return {
    async take(guildId, look) {
      if (looking.has(guildId)) return { wait: "Another list is being read for this server: wait for it." };
      if (looking.size >= previewLimits.atOnce)
        return { wait: "Lists are being read for other servers: try again in a minute." };
      const recent = (looks.get(guildId) ?? []).filter((at) => at > now() - hour);
      if (recent.length >= previewLimits.anHour)
        return { wait: "Many lists were read for this server within the hour: try again later." };
      looks.set(guildId, [...recent, now()]);
      looking.add(guildId);
      try {
        return await look();
      } finally {
        looking.delete(guildId);
      }
    },
  };
}
