import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL server of the tests' own: on a free port of this machine, in a temporary folder, without other users. */
export interface Postgres {
  readonly version: string;
  /** The password in every URL: it must not be shown anywhere. */
  readonly password: string;
  /** The address of a database that is there always, to create others from. */
  readonly url: string;
  /** Ends it as a crash does, or as an operator does; connections are closed either way. */
  halt(how: "immediate" | "fast"): Promise<void>;
  /** Starts it again, on the same port with the same databases. */
  start(): Promise<unknown>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Where Debian's packages, Homebrew and others have PostgreSQL's programs. */
const folders = [
  ...versionsIn("/usr/lib/postgresql"),
  "/opt/homebrew/opt/postgresql/bin",
  "/usr/local/pgsql/bin",
  ...(process.env.PATH ?? "").split(":"),
];

function versionsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(folder, version, "bin"));
}

/** Why the tests cannot start a server; null where they can. */
export function whyNoPostgres(): string | null {
  if (binaries() === null)
    return "PostgreSQL is not installed (no initdb and postgres): apt-get install postgresql";
  if (account() === null) return "this is root, and there is no user postgres or nobody to run PostgreSQL as";
  return null;
}

function binaries(): string | null {
  return (
    folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

/** PostgreSQL refuses to run as root. */
function account(): { readonly uid?: number; readonly gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  for (const user of ["postgres", "nobody"]) {
    const line = readFileSync("/etc/passwd", "utf8").match(new RegExp(`^${user}:[^:]*:(\\d+):(\\d+):`, "m"));
    if (line !== null) return { uid: Number(line[1]), gid: Number(line[2]) };
  }
  return null;
}

/** @throws where `whyNoPostgres` has a reason */
export async function startPostgres(): Promise<Postgres> {
  const bin = binaries();
  const as = account();
  if (bin === null || as === null) throw new Error(whyNoPostgres() ?? "");
  const folder = mkdtempSync(join(tmpdir(), "paperboy-postgres-"));
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  if (as.uid !== undefined && as.gid !== undefined) chownSync(passwordFile, as.uid, as.gid);
  const data = join(folder, "data");
  // Each test connects many times, and SCRAM is made to be slow: a password, but not that.
  const initdb = ["-D", data, "-U", "paperboy", `--pwfile=${passwordFile}`, "-A", "md5", "-N"];
  execFileSync(join(bin, "initdb"), [...initdb, "-E", "UTF8", "--locale=C.UTF-8"], {
    ...as,
    cwd: folder,
    stdio: "pipe",
  });
  const port = await freePort();
  let server: ReturnType<typeof spawn> | null = null;
  const url = `postgres://paperboy:${password}@127.0.0.1:${port}/postgres`;
  process.once("exit", () => server?.kill("SIGQUIT"));

  async function start(): Promise<unknown> {
    const options = {
      port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "off",
      full_page_writes: "off",
      max_connections: 200,
    };
    const given = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(bin ?? "", "postgres"), ["-D", data, ...given], {
      ...as,
      cwd: folder,
      stdio: "ignore",
    });
    // It may be recovering from a crash.
    for (let tries = 0; ; tries++) {
      try {
        return await ask(url, "select 1");
      } catch (error) {
        if (tries > 600 || server.exitCode !== null) throw error;
        await sleep(50);
      }
    }
  }

  async function halt(how: "immediate" | "fast"): Promise<void> {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
    await ended;
  }

  await start();
  return {
    version: execFileSync(join(bin, "postgres"), ["--version"], { ...as, encoding: "utf8" }).trim(),
    password,
    url,
    halt,
    start,
    async stop() {
      await halt("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Creates an empty database. @returns its URL */
export async function createPostgresDatabase(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await ask(url, `create database ${name}`);
  return Object.assign(new URL(url), { pathname: name }).href;
}

/** Deletes all rows, except those of the migrations. */
export async function emptyPostgresDatabase(url: string): Promise<void> {
  const tables =
    "select string_agg(quote_ident(tablename), ', ') from pg_tables where schemaname = 'public' and tablename not like 'kysely%'";
  await ask(url, `do $$ begin execute 'truncate ' || (${tables}); end $$`);
}

/** Runs statements on a connection of their own. */
export async function ask(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return await client.query(sql).finally(() => client.end());
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
