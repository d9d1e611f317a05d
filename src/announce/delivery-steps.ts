/**
 * The instants of a delivery at which a crash leaves something different behind, in their order. A test kills the
 * process at each; nobody else listens.
 */
export const deliverySteps = [
  "composed",
  "claimed",
  "looking",
  "looked",
  "sending",
  "sent",
  "settled",
  "opening thread",
  "thread opened",
  "publishing",
  "published",
] as const;

export type DeliveryStep = (typeof deliverySteps)[number];
