/** The avatar of the bot: the world gives people a colour, and the bot none. */
export const botColour = "#3f5bd9";
