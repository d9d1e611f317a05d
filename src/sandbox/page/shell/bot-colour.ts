/** The avatar of the bot: the world gives people a colour, and the bot none. */
export const BOT_COLOUR = "#3f5bd9";
