import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";

export interface OpenForm {
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly channelId: string;
  /** The message it was opened from, where it was opened by a button or a menu. */
  readonly messageId?: string;
}

export interface Forms {
  open(personId: string, form: OpenForm): void;
  /** The form that this person has before them, if it is this one. */
  find(personId: string, customId: string): OpenForm | undefined;
  close(personId: string): void;
}

/** The forms that people have before them: one each, as in Discord, where a new one takes the old one's place. */
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
