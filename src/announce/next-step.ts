import type { MessageStep } from "../store/messages.js";
import type { Subscription } from "../store/subscription.js";

/** What is to be done with a message after this step: a post in a forum is a thread already. */
export function nextStep(
  step: "send" | "thread" | "publish",
  { place, thread, publish }: Pick<Subscription, "place" | "thread" | "publish">,
): MessageStep {
  if (step === "send" && thread && place !== "forum") return "thread";
  if (step !== "publish" && publish && place === "announcement") return "publish";
  return "done";
}
