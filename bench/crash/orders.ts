import { z } from "zod";
import { deliverySteps } from "../../src/announce/delivery-steps.js";

/** What a child is told: where everything is, and at which occurrence of which step to die. */
export const childOrders = z.object({
  path: z.string(),
  api: z.string(),
  token: z.string(),
  botId: z.string(),
  killAt: z.object({ step: z.enum(deliverySteps), count: z.number() }).nullable(),
  /** Whether the messages' nonces are enforced, or have to be taken for forgotten. */
  nonces: z.boolean(),
});

export type ChildOrders = z.output<typeof childOrders>;
