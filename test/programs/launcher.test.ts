import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { packageFile } from "../../src/package/package-file.js";
import type { Command } from "../../src/programs/command.js";
import { createLauncher } from "../../src/programs/launcher.js";

const shell = (script: string, limits: Partial<Command> = {}): Command => ({
  program: "sh",
  args: ["-c", script],
  env: { PATH: process.env.PATH },
  input: "",
  seconds: 60,
  maxBytes: 10_000_000,
  folder: null,
  ...limits,
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-launcher-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === "win32")(
  "the launcher (tried with sh, which Windows does not have)",
  () => {
    test("gives the whole output of a command, its status and its errors", async () => {
      const { run } = createLauncher();
      const { end, output } = await run(
        shell("cat; head -c 3000000 /dev/zero; echo why >&2; exit 3", { input: "in" }),
      );
      expect(end).toEqual({ kind: "ended", status: 3, errors: "why\n" });
      expect(output.length).toBe(3_000_002);
      expect(output.toString("utf8", 0, 2)).toBe("in");
    });

    test("warns of nothing, however many commands one signal ends", async () => {
      const warnings: string[] = [];
      const warn = ({ message }: Error) => void warnings.push(message);
      process.on("warning", warn);
      onTestFinished(() => void process.off("warning", warn));
      const { run } = createLauncher();
      const stop = new AbortController();
      const many = Array.from({ length: 12 }, () => run(shell("sleep 600"), stop.signal));
      stop.abort();
      const ends = await Promise.all(many);
      expect(ends.every(({ end }) => end.kind === "stopped")).toBe(true);
      expect(warnings).toEqual([]);
    });

    test("lets a command have a processor where the bot wants none: git's work delays no answer", async () => {
      const { run } = createLauncher();
      const { output } = await run({
        ...shell(""),
        program: process.execPath,
        args: ["-p", "os.getPriority()"],
      });
      expect(Number(output)).toBeGreaterThan(0);
    });

    test("runs many commands at a time, each with its own end", async () => {
      const { run } = createLauncher();
      const stop = new AbortController();
      const endless = run(shell("sleep 600"), stop.signal);
      const ends = await Promise.all(Array.from({ length: 8 }, (_, i) => run(shell(`echo ${i}; exit ${i}`))));
      expect(ends.map(({ end, output }) => [end.kind === "ended" && end.status, String(output)])).toEqual(
        Array.from({ length: 8 }, (_, i) => [i, `${i}\n`]),
      );
      stop.abort();
      expect((await endless).end).toEqual({ kind: "stopped", reason: "aborted" });
      expect((await run(shell("sleep 600"), stop.signal)).end).toEqual({
        kind: "stopped",
        reason: "aborted",
      });
    });

    test("says of a program that is not there that it could not be started", async () => {
      const { end } = await createLauncher().run({ ...shell(""), program: "no-such-program" });
      expect(end).toEqual({ kind: "failed", reason: expect.stringContaining("ENOENT") });
    });

    test("fails what runs when it is killed, and is another one for the next command", async () => {
      const { run } = createLauncher();
      const failed = { kind: "failed", reason: "the process that runs it has ended" };
      const other = run(shell("sleep 20"));
      expect((await run(shell("kill -9 $PPID"))).end).toEqual(failed);
      expect((await other).end).toEqual(failed);
      expect((await run(shell("echo on"))).output.toString()).toBe("on\n");
    });

    test("ends with its commands when the bot is killed", async () => {
      const file = join(temporaryFolder(), "pid");
      const message = {
        kind: "run",
        id: 1,
        command: shell(`echo $$ > ${file}.new; mv ${file}.new ${file}; sleep 600`),
      };
      const script = `require("child_process").fork(process.argv[1], { serialization: "advanced" })
      .send(JSON.parse(process.argv[2]));`;
      const launcherFile = packageFile("dist", "src", "programs", "launcher-process.js");
      const bot = spawn(process.execPath, ["-e", script, launcherFile, JSON.stringify(message)]);
      await vi.waitUntil(() => existsSync(file), { timeout: 60_000 });
      const pid = Number(readFileSync(file, "utf8"));
      expect(isRunning(pid)).toBe(true);
      bot.kill("SIGKILL");
      await vi.waitUntil(() => !isRunning(pid), { timeout: 60_000 });
    });
  },
);
