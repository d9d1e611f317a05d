import { z } from "zod";
import { deliverySteps } from "../../src/announce/delivery-steps.js";

/** Where everything is, and at which occurrence of which step the child kills itself. */
export const childOptions = z.object({
  path: z.string(),
  api: z.string(),
  token: z.string(),
  botId: z.string(),
  killAt: z.object({ step: z.enum(deliverySteps), count: z.number() }).nullable(),
  /** Whether nonces are enforced, or treated as forgotten. */
  nonces: z.boolean(),
});

export type ChildOptions = z.output<typeof childOptions>;
