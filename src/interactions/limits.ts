/** Discord's limits on what a bot may send (discord/discord-api-docs; the text budget: its issue #8554, PR #8562). */
export const limits = {
  /** Choices in one answer to an autocomplete. */
  choices: 25,
  /** UTF-16 code units of a choice's name, and of its value where it is a string. */
  choiceText: 100,
  /** UTF-16 code units. */
  customId: 100,
  /** Components of one message, nested ones counted. */
  components: 40,
  /** UTF-16 code units over all text displays of one message. */
  text: 4000,
  /** UTF-8 bytes over all text displays: above about 10,170 Discord answers with a 500. */
  textBytes: 9500,
  embedTitle: 256,
  embedUrl: 2048,
  /** UTF-16 code units of an embed's description, and of all its texts together 6,000. */
  embedDescription: 4096,
  buttonsInRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  menuOptions: 25,
  menuText: 100,
  menuPlaceholder: 150,
} as const;
