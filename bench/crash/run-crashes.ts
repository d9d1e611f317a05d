import { fork } from "node:child_process";
import { type DeliveryStep, deliverySteps } from "../../src/announce/delivery-steps.js";
import { countBacklog } from "../../src/store/backlog.js";
import type { ChildOrders } from "./orders.js";
import { type Counts, createStage } from "./stage.js";

export interface CrashResult extends Counts {
  /** How often a child was killed at each step, and by the clock. */
  readonly kills: Readonly<Record<string, number>>;
  readonly lostReplies: number;
}

export interface CrashOptions {
  /** The program, which runs a child when it is called with `child JSON`. */
  readonly program: string;
  readonly kills: number;
  readonly channels: number;
  readonly nonces: boolean;
  /** Called after each kill. */
  readonly onKill?: (count: number) => void;
}

const LOSABLE = [
  "POST /channels/:id/messages",
  "POST /channels/:id/threads",
  "POST /channels/:id/messages/:message/threads",
  "POST /channels/:id/messages/:message/crosspost",
];
/** No child takes longer than this many milliseconds, or something is stuck. */
const LONGEST = 60_000;

/**
 * Announces to many channels with a child that is killed again and again, half of the time at a named step, half at a
 * random instant, while replies are lost. Then lets one finish, and counts what is in the channels.
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
  /** The last line of the sandbox's traffic that was looked at. */
  let seen = 0;
  const orders = (killAt: ChildOrders["killAt"]): ChildOrders => ({
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
      const { waiting, sending } = await countBacklog(stage.db);
      // Steps of a message's beginning are not met by one that is on its way already.
      const isFirst = step === "composed" || step === "sending";
      if (isFirst || waiting + sending === 0) await stage.change(1 + (attempt % 5));
      stage.sandbox.faults.clear();
      const times = attempt % 3;
      for (const route of LOSABLE)
        if (times > 0) stage.sandbox.faults.add({ kind: "lose-reply", route, times });
      const end = step
        ? await runChild(program, orders({ step, count }), null)
        : await runChild(program, orders(null), Math.random() * 400);
      const fresh = stage.sandbox.traffic().filter(({ id }) => id > seen);
      seen = fresh.at(-1)?.id ?? seen;
      lostReplies += fresh.filter(({ note }) => note?.includes("reply is lost")).length;
      if (end === "killed") {
        total += 1;
        const cause: DeliveryStep | "any time" = step ?? "any time";
        killed.set(cause, (killed.get(cause) ?? 0) + 1);
        onKill?.(total);
      }
    }
    stage.sandbox.faults.clear();
    if ((await runChild(program, orders(null), null)) !== "finished")
      throw new Error("the last child was killed");
    return { ...(await stage.count()), kills: Object.fromEntries(killed), lostReplies };
  } finally {
    await stage.close();
  }
}

/** @param killAfter milliseconds from when it is ready; null: it is left to its orders. */
async function runChild(
  program: string,
  orders: ChildOrders,
  killAfter: number | null,
): Promise<"killed" | "finished"> {
  const child = fork(program, ["child", JSON.stringify(orders)], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  const timers = [setTimeout(() => child.kill("SIGTERM"), LONGEST)];
  child.once("message", () => {
    if (killAfter !== null) timers.push(setTimeout(() => child.kill("SIGKILL"), killAfter));
  });
  const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
    (resolve) => child.once("close", (code, signal) => resolve({ code, signal })),
  );
  for (const timer of timers) clearTimeout(timer);
  if (signal === "SIGKILL") return "killed";
  if (code === 0) return "finished";
  throw new Error(`A child ended with ${signal ?? code} under ${JSON.stringify(orders.killAt)}:\n${said}`);
}
