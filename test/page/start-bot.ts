import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));

/** Runs what `npm start` runs on a new machine. */
export async function startBot(): Promise<{ child: ChildProcess; url: string }> {
  const env = {
    PATH: process.env.PATH,
    TMPDIR: tmpdir(),
    SANDBOX_PORT: "0",
    LOG_LEVEL: "error",
    DETAILS: "false",
  };
  const child = spawn(process.execPath, [main, "start"], { cwd: tmpdir(), env });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk))?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", (status) => reject(new Error(`the bot ended with ${status}`)));
  });
  return { child, url };
}
