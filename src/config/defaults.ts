/** What applies to a list where settings, the lists' file and the command line say nothing else. */
export const listDefaults = {
  /** Every 30 minutes. */
  cron: "*/30 * * * *",
  zone: "UTC",
  /** The list's file in its repository. */
  path: "README.md",
  /** A revision that adds more papers than this at once is held. */
  surge: 40,
} as const;

/** The hosts that lists of servers may be on. */
export const serverListHosts = ["github.com", "gitlab.com", "codeberg.org", "gitee.com"] as const;
