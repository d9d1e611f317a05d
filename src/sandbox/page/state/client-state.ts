import type { APIApplicationCommand, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Message, OptionValue, Traffic, World } from "../../protocol.js";

/** The page's shared state. Drafts, open menus and the like are state of their components. */
export interface ClientState {
  /** `disconnected`: the event stream broke and is reconnecting. */
  readonly connection: "connecting" | "live" | "disconnected";
  readonly world: World;
  /** The current person: one of the world's people. */
  readonly personId: string;
  readonly channelId: string;
  /** The message that the page's address names. */
  readonly linkedMessageId: string | undefined;
  readonly commands: readonly APIApplicationCommand[];
  /** The loaded channels' messages, oldest first, as visible to this person. */
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  /** Channels with new messages. */
  readonly unread: ReadonlySet<string>;
  readonly runs: readonly Run[];
  /** The button or menu in use, by message, until the bot answers. */
  readonly componentUses: Readonly<Record<string, ComponentUse>>;
  readonly form: Form | undefined;
  /** The most recent entries, oldest first. */
  readonly traffic: readonly Traffic[];
  /** The text to put into the composer. A new object each time. */
  readonly composed: { readonly text: string } | undefined;
}

/** A command without an answer: pending or failed. */
export interface Run {
  readonly id: number;
  readonly channelId: string;
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly state: Progress;
}

/** A button pressed or a menu used. */
export interface ComponentUse {
  readonly customId: string;
  readonly state: Progress;
}

/** A form that the bot opened. */
export interface Form {
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly state: Progress | { readonly kind: "open" };
}

export type Progress = { readonly kind: "waiting" } | { readonly kind: "failed"; readonly reason: string };
