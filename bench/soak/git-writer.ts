import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";

/** Writes commits of any content and date, also such as git would refuse to make. */
export async function createGitWriter(folder: string) {
  await mkdir(folder, { recursive: true });
  await git(folder, ["init", "--quiet", "--bare", "--initial-branch=main"]);
  let head: string | null = null;
  return {
    url: `file://${folder}`,
    head: () => head,
    /**
     * @param readme the content of README.md, or a blob's id; null: the commit has no file
     * @param date seconds and zone as in a commit's header
     */
    async commit(readme: Buffer | string | { readonly blob: string } | null, date = now()): Promise<void> {
      const blob =
        readme === null
          ? null
          : typeof readme === "object" && "blob" in readme
            ? readme.blob
            : await save(readme);
      const tree = await git(folder, ["mktree"], blob === null ? "" : `100644 blob ${blob}\tREADME.md\n`);
      const who = `Someone <someone@example.org> ${date}`;
      const parent = head === null ? "" : `parent ${head}\n`;
      const text = `tree ${tree}\n${parent}author ${who}\ncommitter ${who}\n\nUpdate\n`;
      head = await git(folder, ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], text);
      await git(folder, ["update-ref", "refs/heads/main", head]);
    },
    save,
  };

  function save(text: Buffer | string): Promise<string> {
    return git(folder, ["hash-object", "-w", "--stdin"], text);
  }
}

function now(): string {
  return `${Math.floor(Date.now() / 1000)} +0000`;
}

async function git(folder: string, args: readonly string[], input: Buffer | string = ""): Promise<string> {
  const child = spawn("git", ["-C", folder, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  // Not every command reads it.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`git ${args[0]} failed with ${code}`);
  return output.trim();
}
