/** The types of the sandbox's own API, used by the page and the tests. Messages are Discord's own objects. */
import type { APIMessage, APIModalInteractionResponseCallbackData, ChannelType } from "discord-api-types/v10";

export type OptionValue = string | number | boolean;

/** A value of a form's field: several of a menu or a group are a list, or a text with commas. */
export type FormValue = OptionValue | readonly string[];

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** A message as a person sees it. An ephemeral one has the id of the only person who can see it. */
export type Message = APIMessage & { readonly only_for?: string };

/** The result of running a command, pressing a button, choosing from a menu or submitting a form. */
export type Answer =
  /** A new message. */
  | { readonly kind: "message"; readonly message: Message }
  /** The message with the component was edited. */
  | { readonly kind: "update"; readonly message: Message }
  /** The bot opened a form. */
  | { readonly kind: "modal"; readonly modal: APIModalInteractionResponseCallbackData }
  /** A deferred update: nothing new to show yet. */
  | { readonly kind: "acknowledged" }
  /** No answer within three seconds, or one of the wrong kind: Discord's client shows this in red. */
  | { readonly kind: "failed"; readonly reason: string };

export interface WorldChannel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly topic: string | null;
  /** The parent of a thread or forum post. */
  readonly parentId: string | null;
  /** The names of a forum post's tags. */
  readonly tags?: readonly string[];
}

export interface WorldPerson {
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  /** The avatar's colour, `#rrggbb`. */
  readonly colour: string;
}

export interface World {
  readonly server: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly name: string; readonly online: boolean };
  readonly channels: readonly WorldChannel[];
  readonly people: readonly WorldPerson[];
  readonly roles: readonly { readonly id: string; readonly name: string; readonly colour: string }[];
  /** The host's forms on the page, such as *Local upstream*. */
  readonly panels: readonly Panel[];
}

/** A form on the page. Its actions are implemented by the host, outside of the sandbox. */
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
      /** Makes the field a menu. */
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
  /** From the bot's view: it sent `out` and received `in`. */
  readonly direction: "in" | "out";
  /** `POST /channels/:id/messages`, or `INTERACTION_CREATE`. */
  readonly name: string;
  /** HTTP status (REST only). */
  readonly status?: number;
  /** Milliseconds from request to response (REST only). */
  readonly took?: number;
  /** The error message of a refusal, or the effect of a fault. */
  readonly note?: string;
  readonly body?: unknown;
}

/** The result of a panel's action. */
export interface PanelResult {
  readonly ok: boolean;
  /** One sentence for the person. */
  readonly text: string;
}

/** An event of the event stream. */
export type SandboxEvent =
  /** The first event of each connection. After a reconnection, everything known before may be stale. */
  | { readonly type: "hello" }
  | { readonly type: "message"; readonly channelId: string; readonly message: Message }
  | { readonly type: "message-gone"; readonly channelId: string; readonly messageId: string }
  | { readonly type: "world" }
  | { readonly type: "commands" }
  | { readonly type: "traffic"; readonly traffic: Traffic };

/** A fault, active for `times` requests, or until cleared. */
export type Fault =
  | { readonly kind: "latency"; readonly route?: string; readonly ms: number; readonly times?: number }
  | {
      readonly kind: "error";
      readonly route?: string;
      /** 400 to 599. */
      readonly status: number;
      /**
       * `discord`: its JSON error; `html`: a proxy's page; `none`: an empty body; `broken`: JSON that ends in the middle.
       * @default "discord"
       */
      readonly body?: "discord" | "html" | "none" | "broken";
      /** Of a body of Discord's. @default 0 */
      readonly code?: number;
      readonly message?: string;
      readonly times?: number;
    }
  /** Messages and posts whose body contains this text are refused for their content. */
  | {
      readonly kind: "refuse-content";
      readonly text: string;
      /** @default 400 */
      readonly status?: 400 | 403;
      /** @default 200000, AutoMod */
      readonly code?: number;
      readonly times?: number;
    }
  /** Pages of messages come in no order. */
  | { readonly kind: "shuffle-pages" }
  /** The header `Date` of each answer differs from Discord's clock, or is left out. */
  | { readonly kind: "skewed-date"; readonly ms: number | null }
  /**
   * The connection is closed before the request is executed. discord.js retries only after a TCP reset (`reset`).
   */
  | { readonly kind: "drop"; readonly route?: string; readonly reset?: boolean; readonly times?: number }
  /** The request is executed, then the connection is closed without a response. `reset` as above. */
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
  /** No login is left today. */
  | {
      readonly kind: "identify-limit";
      /** Milliseconds until the limit is reset. */
      readonly resetAfter: number;
      /** Requests for the gateway's address that say so. */
      readonly times?: number;
    }
  /** Each IDENTIFY is answered by closing the connection with a code. */
  | { readonly kind: "gateway-refuse"; readonly code: number; readonly times?: number }
  | { readonly kind: "gateway-reconnect" }
  | { readonly kind: "invalid-session"; readonly resumable: boolean }
  | { readonly kind: "gateway-cut"; readonly code?: number; readonly reason?: string }
  /** Sends this text to the bot as a packet of the gateway, such as a malformed one. */
  | { readonly kind: "gateway-packet"; readonly text: string };

/** A change of the server by its owner, or by Discord itself. */
export type WorldChange =
  | {
      readonly kind: "create-channel";
      readonly name: string;
      readonly type: ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.GuildForum;
      readonly topic?: string;
      /** Only administrators and the bot can view it. */
      readonly private?: boolean;
      /** Of a forum: the names of its tags, and whether each post must have one. */
      readonly tags?: readonly string[];
      readonly requiresTag?: boolean;
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
  /** Archives a thread or forum post, as a moderator or inactivity does. */
  | { readonly kind: "archive-thread"; readonly channelId: string }
  /** Makes a person an administrator, or takes it from them. */
  | { readonly kind: "set-admin"; readonly personId: string; readonly on: boolean }
  | { readonly kind: "delete-role"; readonly roleId: string }
  /** A person installs the application for themselves, or removes it. */
  | { readonly kind: "user-install"; readonly personId: string; readonly on: boolean }
  | { readonly kind: "kick-bot" }
  | { readonly kind: "invite-bot" }
  /** Makes the server unavailable, as an outage at Discord does, or available again. */
  | { readonly kind: "outage"; readonly on: boolean };
