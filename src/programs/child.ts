import { fork } from "node:child_process";

/** How a process ended: one of the two is null. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface ChildOptions<Received> {
  /** The built module that it runs. */
  readonly file: string;
  /** Options of Node. */
  readonly execArgv?: readonly string[];
  /** It ends when it had no work for this long. Milliseconds. */
  readonly idleTimeout: number;
  readonly onMessage: (message: Received) => void;
  /** Called once: it has ended, or is to end because it had no work. No message comes after it. */
  readonly onEnd: (end: ChildEnd) => void;
}

/** A process of Node that works for this one, and keeps it alive only while it has work. */
export interface Child<Sent extends object> {
  /** What is sent is cloned. To one that has ended nothing is sent. */
  send(message: Sent): void;
  /** It has work, until `release` was called as often. */
  hold(): void;
  release(): void;
  kill(): void;
}

export function startChild<Sent extends object, Received>(options: ChildOptions<Received>): Child<Sent> {
  const child = fork(options.file, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    // It needs none of ours, and gets no secret.
    env: {},
    execArgv: [...(options.execArgv ?? [])],
  });
  let holds = 0;
  let hasEnded = false;
  let idle: NodeJS.Timeout | undefined;

  const end = (how: ChildEnd): void => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(idle);
    if (child.connected) child.disconnect();
    options.onEnd(how);
  };
  const rest = (): void => {
    child.unref();
    child.channel?.unref();
    idle = setTimeout(() => end({ code: 0, signal: null }), options.idleTimeout).unref();
  };
  child.on("exit", (code, signal) => end({ code, signal }));
  child.on("error", () => end({ code: null, signal: null }));
  child.on("message", (message: Received) => {
    if (!hasEnded) options.onMessage(message);
  });
  rest();

  return {
    send(message) {
      // Where it has just ended, its end is heard next.
      if (!hasEnded) child.send(message, () => {});
    },
    hold() {
      if (holds++ > 0) return;
      clearTimeout(idle);
      child.ref();
      child.channel?.ref();
    },
    release() {
      if (--holds === 0 && !hasEnded) rest();
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
