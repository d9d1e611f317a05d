import type { APIApplicationCommand, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Message, OptionValue, Traffic, World } from "../../protocol.js";

/** All that the page knows. Drafts, open menus and the like belong to the component that shows them. */
export interface ClientState {
  /** `away`: the event stream broke, and is being opened again. */
  readonly connection: "connecting" | "live" | "away";
  readonly world: World;
  /** Who the person at the page is: one of the world's people. */
  readonly personId: string;
  readonly channelId: string;
  readonly commands: readonly APIApplicationCommand[];
  /** By channel, oldest first, as this person sees them; a channel that was not looked at yet is missing. */
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  /** Channels where something came while another was looked at. */
  readonly unread: ReadonlySet<string>;
  readonly runs: readonly Run[];
  /** By message: the button or menu in use, until the bot has answered. */
  readonly componentUses: Readonly<Record<string, ComponentUse>>;
  readonly form: Form | undefined;
  /** The latest, oldest first. */
  readonly traffic: readonly Traffic[];
  /** What somebody asked to have put into the composer; another object each time. */
  readonly composed: { readonly text: string } | undefined;
}

/** A command that waits for its answer or had none. */
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
