/** Who uses a command or a button, and where. A bot's own context extends this with what its commands need. */
export interface Caller {
  readonly person: {
    readonly id: string;
    /** Has *Manage Server* here. */
    readonly mayManage: boolean;
  };
  /** `null` in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** The operator's own server; `null` where none is configured. */
  readonly operatorGuildId: string | null;
}
