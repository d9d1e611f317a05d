/**
 * The steps of a delivery, in order. A crash after each leaves a different state behind: tests kill the process at each
 * of them, and nothing else uses them.
 */
export const deliverySteps = [
  "composed",
  "claimed",
  "placed",
  "looking up",
  "looked up",
  "sending",
  "sent",
  "settled",
  "adding tags",
  "tags added",
  "opening thread",
  "thread opened",
  "publishing",
  "published",
] as const;

export type DeliveryStep = (typeof deliverySteps)[number];
