/** The reading process: does one task after another, and ends when the bot has ended. */
import { optimiseLate } from "../programs/optimise-late.js";
import { workForBot } from "../programs/work-for-bot.js";
import { createTasks } from "./create-tasks.js";
import type {
  FromReadingProcess,
  SharedIdsAnswer,
  SharedIdsQuestion,
  Tasks,
  ToReadingProcess,
} from "./tasks.js";

optimiseLate();

let tasks: Tasks | null = null;
let answered: (claims: SharedIdsAnswer) => void = () => {};

process.on("message", (message: ToReadingProcess) => {
  if (message.kind === "start") tasks = createTasks(message.venues, message.concepts, ask);
  else if (message.kind === "answer") answered(message.claims);
  else void perform(message);
});
workForBot("reading");
say({ kind: "ready" });

async function perform({ name, task }: Extract<ToReadingProcess, { kind: "task" }>): Promise<void> {
  const run: ((task: never) => unknown) | undefined = tasks?.[name];
  try {
    say({ kind: "done", result: await run?.(task) });
  } catch (error) {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

function ask(papers: SharedIdsQuestion): Promise<SharedIdsAnswer> {
  say({ kind: "question", papers });
  return new Promise((resolve) => {
    answered = resolve;
  });
}

function say(message: FromReadingProcess): void {
  process.send?.(message);
}
