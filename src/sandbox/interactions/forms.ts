import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";

export interface OpenForm {
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly channelId: string;
  /** The message whose button or menu opened it, if any. */
  readonly messageId?: string;
}

export interface Forms {
  open(personId: string, form: OpenForm): void;
  /** The person's open form, if it has this custom_id. */
  find(personId: string, customId: string): OpenForm | undefined;
  close(personId: string): void;
}

/** The open forms. As in Discord, each person has at most one, and a new one replaces it. */
export function createForms(): Forms {
  const open = new Map<string, OpenForm>();
  return {
    open: (personId, form) => void open.set(personId, form),
    find(personId, customId) {
      const form = open.get(personId);
      return form?.modal.custom_id === customId ? form : undefined;
    },
    close: (personId) => void open.delete(personId),
  };
}
