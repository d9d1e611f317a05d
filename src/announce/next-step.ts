import type { MessageStep } from "../store/messages.js";
import type { Subscription } from "../store/subscription.js";

/** What is to be done with a message after this step: a post in a forum is a thread already. */
export function nextStep(
  step: "send" | "thread" | "publish",
  { channelKind, thread, publish }: Pick<Subscription, "channelKind" | "thread" | "publish">,
): MessageStep {
  if (step === "send" && thread && channelKind !== "forum") return "thread";
  if (step !== "publish" && publish && channelKind === "announcement") return "publish";
  return "done";
}
