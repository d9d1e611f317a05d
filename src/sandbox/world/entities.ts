/** What the sandbox's server consists of. Plain data: the `as-*.ts` beside say how Discord shows it. */
import type { ChannelType } from "discord-api-types/v10";

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
  /** Belongs to the bot, as Discord makes one when a bot is invited. */
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
  /** Only of a thread or forum post. */
  readonly thread?: Thread;
  /** Only of direct messages: the person at the other end. */
  readonly recipientId?: string;
}

export interface Thread {
  readonly parentId: string;
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archivedAt: string;
  readonly appliedTags: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** A colour of the avatar, `#rrggbb`. */
  readonly colour: string;
  readonly roleIds: readonly string[];
}
