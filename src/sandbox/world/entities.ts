/** The entities of the server, as plain data. The `to-api-*.ts` files convert them to Discord's objects. */
import type { ChannelType } from "discord-api-types/v10";

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
  /** The bot's own role, which Discord creates at its invitation. */
  readonly managed: boolean;
}

export interface Overwrite {
  readonly targetId: string;
  readonly targetType: "role" | "member";
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  topic: string | null;
  readonly position: number;
  overwrites: readonly Overwrite[];
  /** The permissions that faults take from the bot here: to it they look like an overwrite. */
  withheld?: bigint;
  /** Of a forum: the tags of its posts, and whether each post must have one. */
  readonly tags?: readonly { readonly id: string; readonly name: string }[];
  readonly requiresTag?: boolean;
  /** For threads and forum posts only. */
  readonly thread?: Thread;
  /** For direct messages only: the person. */
  readonly recipientId?: string;
}

export interface Thread {
  readonly parentId: string;
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archivedAt: string;
  appliedTags: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** The avatar's colour, `#rrggbb`. */
  readonly colour: string;
  roleIds: readonly string[];
  /** The person takes no direct messages from members of their servers. */
  closedDms?: boolean;
}
