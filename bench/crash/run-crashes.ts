import { fork } from "node:child_process";
import { type DeliveryStep, deliverySteps } from "../../src/announce/delivery-steps.js";
import { lostReplyNote } from "../../src/sandbox/rest/faults.js";
import { countBacklog } from "../../src/store/backlog.js";
import type { ChildOptions } from "./child-options.js";
import { type Counts, createStage } from "./stage.js";

export interface CrashResult extends Counts {
  /** How often a child was killed at each step, and at a random time. */
  readonly kills: Readonly<Record<string, number>>;
  readonly lostReplies: number;
}

export interface CrashOptions {
  /** The program; it runs a child if its arguments are `child JSON`. */
  readonly program: string;
  readonly kills: number;
  readonly channels: number;
  readonly nonces: boolean;
  /** Called after each kill. */
  readonly onKill?: (count: number) => void;
}

const losableRoutes = [
  "POST /channels/:id/messages",
  "POST /channels/:id/threads",
  "POST /channels/:id/messages/:message/threads",
  "POST /channels/:id/messages/:message/crosspost",
];
/** Milliseconds after which a child is stuck. */
const maxChildTime = 60_000;

/**
 * Announces to many channels with children that are killed, half of them at a named step, half at a random time, while
 * replies are lost. Then lets one child finish, and counts what is in the channels.
 */
export async function runCrashes({
  program,
  kills,
  channels,
  nonces,
  onKill,
}: CrashOptions): Promise<CrashResult> {
  const stage = await createStage(channels);
  const killed = new Map<string, number>();
  let lostReplies = 0;
  let total = 0;
  /** The id of the last request whose traffic was counted. */
  let lastCounted = 0;
  const optionsOf = (killAt: ChildOptions["killAt"]): ChildOptions => ({
    path: stage.path,
    api: stage.sandbox.rest.api,
    token: stage.sandbox.token,
    botId: stage.sandbox.applicationId,
    killAt,
    nonces,
  });
  try {
    for (let attempt = 0; total < kills; attempt++) {
      const cycle = deliverySteps.length * 2;
      const step = deliverySteps[attempt % cycle];
      const count = 1 + (Math.floor(attempt / cycle) % 3);
      const { pending, sending } = await countBacklog(stage.db);
      // A message that is on its way already does not reach the first steps again.
      const isFirst = step === "composed" || step === "sending";
      if (isFirst || pending + sending === 0) await stage.change(1 + (attempt % 5));
      stage.sandbox.faults.clear();
      const times = attempt % 3;
      for (const route of losableRoutes)
        if (times > 0) stage.sandbox.faults.add({ kind: "lose-reply", route, times });
      const end = step
        ? await runChild(program, optionsOf({ step, count }), null)
        : await runChild(program, optionsOf(null), Math.random() * 400);
      const fresh = stage.sandbox.traffic().filter(({ id }) => id > lastCounted);
      lastCounted = fresh.at(-1)?.id ?? lastCounted;
      lostReplies += fresh.filter(({ note }) => note === lostReplyNote).length;
      if (end === "killed") {
        total += 1;
        const cause: DeliveryStep | "any time" = step ?? "any time";
        killed.set(cause, (killed.get(cause) ?? 0) + 1);
        onKill?.(total);
      }
    }
    stage.sandbox.faults.clear();
    if ((await runChild(program, optionsOf(null), null)) !== "finished")
      throw new Error("the last child was killed");
    return { ...(await stage.count()), kills: Object.fromEntries(killed), lostReplies };
  } finally {
    await stage.close();
  }
}

/** @param killAfter milliseconds after it is ready; null: only its options kill it. */
async function runChild(
  program: string,
  options: ChildOptions,
  killAfter: number | null,
): Promise<"killed" | "finished"> {
  const child = fork(program, ["child", JSON.stringify(options)], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output += String(chunk);
  });
  const timers = [setTimeout(() => child.kill("SIGTERM"), maxChildTime)];
  child.once("message", () => {
    if (killAfter !== null) timers.push(setTimeout(() => child.kill("SIGKILL"), killAfter));
  });
  const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
    (resolve) => child.once("close", (code, signal) => resolve({ code, signal })),
  );
  for (const timer of timers) clearTimeout(timer);
  if (signal === "SIGKILL") return "killed";
  if (code === 0) return "finished";
  throw new Error(`A child ended with ${signal ?? code} under ${JSON.stringify(options.killAt)}:\n${output}`);
}
