/**
 * What the sandbox and those who use it (the page, the tests) say to each other beside Discord's own protocol.
 * Messages are Discord's own objects, with what Discord's client would know of them beside.
 */
import type { APIMessage, APIModalInteractionResponseCallbackData, ChannelType } from "discord-api-types/v10";

export type OptionValue = string | number | boolean;

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** A message as one person sees it: an ephemeral one carries the id of the only person who does. */
export type Message = APIMessage & { readonly only_for?: string };

/** What came of running a command, pressing a button, choosing or submitting. */
export type Answer =
  /** A new message. */
  | { readonly kind: "message"; readonly message: Message }
  /** The message that was acted on has changed. */
  | { readonly kind: "update"; readonly message: Message }
  /** The bot asks to fill in a form. */
  | { readonly kind: "modal"; readonly modal: APIModalInteractionResponseCallbackData }
  /** The bot accepted, and shows nothing new yet (a deferred update). */
  | { readonly kind: "acknowledged" }
  /** Nothing within three seconds, or the answer was refused: what Discord's client shows in red. */
  | { readonly kind: "failed"; readonly reason: string };

export interface WorldChannel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly topic: string | null;
  /** For a thread or a forum post: the channel it belongs to. */
  readonly parentId: string | null;
}

export interface WorldPerson {
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  /** A colour of the avatar, `#rrggbb`. */
  readonly colour: string;
}

export interface World {
  readonly server: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly name: string; readonly online: boolean };
  readonly channels: readonly WorldChannel[];
  readonly people: readonly WorldPerson[];
  readonly roles: readonly { readonly id: string; readonly name: string; readonly colour: string }[];
  /** Forms that whoever runs the sandbox offers on its page, such as *add a paper to the local upstream*. */
  readonly panels: readonly Panel[];
}

/** A form on the page whose action is the host's: the sandbox knows nothing of what it does. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly actions: readonly {
    readonly id: string;
    readonly label: string;
    readonly fields: readonly {
      readonly name: string;
      readonly label: string;
      readonly placeholder?: string;
      readonly value?: string;
      /** Where given, the field is a menu of these. */
      readonly choices?: readonly string[];
    }[];
  }[];
}

/** One line of the traffic view. */
export interface Traffic {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly via: "rest" | "gateway";
  /** Seen from the bot: `out` it sent, `in` it received. */
  readonly direction: "in" | "out";
  /** `POST /channels/:id/messages`, or `INTERACTION_CREATE`. */
  readonly name: string;
  /** HTTP status, for REST. */
  readonly status?: number;
  /** Milliseconds from request to answer, for REST. */
  readonly took?: number;
  /** What Discord would say: the error's message, for a refusal. */
  readonly note?: string;
  readonly body?: unknown;
}

/** What came of a panel's action. */
export interface PanelResult {
  readonly ok: boolean;
  /** One sentence for the person who pressed. */
  readonly text: string;
}

/** What the event stream tells, one JSON object an event. */
export type SandboxEvent =
  /** The first of each connection, and so after each reconnection: what was known before may be stale. */
  | { readonly type: "hello" }
  | { readonly type: "message"; readonly channelId: string; readonly message: Message }
  | { readonly type: "message-gone"; readonly channelId: string; readonly messageId: string }
  | { readonly type: "world" }
  | { readonly type: "commands" }
  | { readonly type: "traffic"; readonly traffic: Traffic };

/** Faults that can be switched on, each until its `times` run out (for ever where not given). */
export type Fault =
  | { readonly kind: "latency"; readonly route?: string; readonly ms: number; readonly times?: number }
  | {
      readonly kind: "error";
      readonly route?: string;
      readonly status: 500 | 502 | 503;
      readonly times?: number;
    }
  /**
   * The connection is cut before anything is done. With `reset` by a TCP reset, after which discord.js tries again;
   * else it is closed, after which it does not.
   */
  | { readonly kind: "drop"; readonly route?: string; readonly reset?: boolean; readonly times?: number }
  /** The request is carried out, then the connection is cut before the answer. `reset` as above. */
  | {
      readonly kind: "lose-reply";
      readonly route?: string;
      readonly reset?: boolean;
      readonly times?: number;
    }
  | {
      readonly kind: "rate-limit";
      readonly route?: string;
      /** Seconds. */
      readonly retryAfter: number;
      readonly scope?: "user" | "global" | "shared";
      readonly times?: number;
    }
  | { readonly kind: "missing-permission"; readonly channelId: string; readonly permission?: string }
  | { readonly kind: "unknown-channel"; readonly channelId: string }
  | { readonly kind: "gateway-reconnect" }
  | { readonly kind: "invalid-session"; readonly resumable: boolean }
  | { readonly kind: "gateway-cut"; readonly code?: number };

/** A change of the server that is not a person's: what its owner, or Discord itself, does. */
export type WorldChange =
  | {
      readonly kind: "create-channel";
      readonly name: string;
      readonly type: ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.GuildForum;
      readonly topic?: string;
    }
  | { readonly kind: "rename-channel"; readonly channelId: string; readonly name: string }
  | { readonly kind: "delete-channel"; readonly channelId: string }
  /** Permission overwrites of a role or a member, as bit sets; both `"0"` removes them. */
  | {
      readonly kind: "overwrite";
      readonly channelId: string;
      readonly targetId: string;
      readonly targetType: "role" | "member";
      readonly allow: string;
      readonly deny: string;
    }
  | { readonly kind: "kick-bot" }
  | { readonly kind: "invite-bot" }
  /** The server is unavailable, as in an outage of Discord's, until switched off again. */
  | { readonly kind: "outage"; readonly on: boolean };
