import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { messageOf, type Paperboy, startPaperboy } from "../paperboy.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

const lists = ["Alpha Networks", "Beta Methods"];
let upstream: Upstream;
let paperboy: Paperboy;

beforeAll(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list(...lists) });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}`, HTTP_PORT: "0" });
});
afterAll(async () => {
  await paperboy.stop();
  upstream.remove();
});

/** The address that the bot logs. */
function address(): string {
  const urls = paperboy.logged.flatMap((line) => /"url":"(http:[^"]+)"/.exec(line)?.[1] ?? []);
  return urls.at(-1) ?? "";
}

async function get(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${address()}${path}`);
  return { status: response.status, text: await response.text() };
}

/** The value of a series, by its name with its labels as Prometheus writes them; undefined where there is none. */
async function value(series: string): Promise<number | undefined> {
  const line = (await get("/metrics")).text.split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

/** Waits until a series has this value. */
async function reaches(series: string, wanted: number): Promise<void> {
  for (let tries = 0; (await value(series)) !== wanted; tries++) {
    if (tries > 400) throw new Error(`${series} is ${await value(series)}`);
    await sleep(25);
  }
}

describe("/healthz and /readyz", () => {
  test("say that the bot responds, and that it does its work", async () => {
    expect(address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await get("/healthz")).toEqual({ status: 200, text: "ok\n" });
    expect(await get("/readyz")).toEqual({ status: 200, text: "ok\n" });
    expect((await get("/")).status).toBe(404);
    expect((await fetch(`${address()}/metrics`, { method: "POST" })).status).toBe(405);
  });

  test("a bot that has lost Discord is alive and not ready, and says why", async () => {
    paperboy.sandbox.faults.add({ kind: "gateway-refuse", code: 4000, times: 1000 });
    paperboy.sandbox.faults.add({ kind: "gateway-cut" });
    await reaches('paperboy_gateway_ready{shard="0"}', 0);
    expect((await get("/healthz")).status).toBe(200);
    expect(await get("/readyz")).toEqual({ status: 503, text: expect.stringContaining("Discord") });
    paperboy.sandbox.faults.clear();
    await reaches('paperboy_gateway_ready{shard="0"}', 1);
  });

  test("a port that is in use is one sentence that names the setting", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    const port = typeof bound === "object" && bound !== null ? String(bound.port) : "";
    await expect(startPaperboy({ HTTP_PORT: port })).rejects.toThrow(/^Port \d+ .* in use: .*HTTP_PORT.*\.$/);
    server.close();
  });
});

describe("/metrics", () => {
  test("counts interactions by command and outcome, with the time to the answer", async () => {
    const person = paperboy.person("Mira");
    await person.run("search", { query: "alpha" });
    await person.run("search", { query: "year:soon" });
    await person.suggest("search", { query: "alp" }, "query");
    await reaches('paperboy_interactions_total{kind="command",name="search",outcome="answered"}', 1);
    await reaches('paperboy_interactions_total{kind="command",name="search",outcome="refused"}', 1);
    await reaches('paperboy_answer_seconds_count{name="search"}', 2);
    await reaches('paperboy_suggestion_seconds_count{name="search"}', 1);
  });

  test("counts a button that there is not as one series, whatever it is called", async () => {
    const answer = messageOf(await paperboy.person("Mira").run("about"));
    for (const custom_id of ["nothing:1", "nothing-else:2"]) {
      await paperboy.sandbox.forge({
        person: "Mira",
        channel: "papers",
        messageId: answer.id,
        type: 3,
        data: { custom_id, component_type: 2 },
      });
    }
    await reaches('paperboy_interactions_total{kind="component",name="unknown",outcome="refused"}', 2);
    expect((await get("/metrics")).text).not.toContain("nothing");
  });

  test("shows deliveries, the outbox, refused requests and the age of each list", async () => {
    const ada = paperboy.person("Ada");
    await ada.press(messageOf(await ada.run("subscribe")), "Save");
    paperboy.sandbox.faults.add({
      kind: "error",
      route: "POST /channels/:id/messages",
      status: 503,
      times: 1,
    });
    upstream.commit({ "README.md": list(...lists, "Gamma Layers") });
    await paperboy.check();
    await reaches('paperboy_deliveries_total{outcome="unknown"}', 1);
    await reaches('paperboy_discord_responses_total{status="503"}', 1);
    await reaches("paperboy_outbox_messages", 1);
    expect(await value("paperboy_outbox_age_seconds")).toBeGreaterThanOrEqual(0);
    expect(await value('paperboy_upstream_age_seconds{list="list"}')).toBeLessThan(60);
    expect(await value("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
    expect(await value('paperboy_database_query_seconds_count{kind="read"}')).toBeGreaterThan(0);
  });

  test("counts rate limits by whose they are, and closed connections by their code", async () => {
    paperboy.sandbox.faults.add({
      kind: "rate-limit",
      route: "POST /interactions/:id/:token/callback",
      retryAfter: 0.01,
      times: 1,
    });
    await paperboy.person("Mira").run("about");
    await reaches('paperboy_discord_responses_total{status="429"}', 1);
    paperboy.sandbox.faults.add({ kind: "gateway-cut", code: 4000 });
    await reaches('paperboy_gateway_closes_total{code="4000"}', 1);
  });
});

describe("the Grafana dashboard", () => {
  const file = readFileSync(new URL("../../deploy/grafana-dashboard.json", import.meta.url), "utf8");
  const dashboard = z
    .object({
      panels: z.array(
        z.object({
          title: z.string(),
          gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
          targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })),
        }),
      ),
    })
    .parse(JSON.parse(file));
  const queries = dashboard.panels.flatMap(({ targets }) => targets);

  /** The metrics of a query, with the labels that it names. */
  function metricsIn(expr: string): string[] {
    return [...expr.matchAll(/\b((?:paperboy|nodejs|process)_\w+)/g)].map(([, name = ""]) => name);
  }

  /** The labels of each metric that the code declares. */
  function declaredLabels(): Map<string, string[]> {
    const source = readFileSync(new URL("../../src/operations/metrics.ts", import.meta.url), "utf8");
    const found = source.matchAll(/name: "(paperboy_\w+)",\s+help: "[^"]+",\s+labelNames: \[([^\]]*)\]/g);
    return new Map(
      [...found].map(([, name = "", labels = ""]) => [name, labels.match(/\w+(?=")/g) ?? []] as const),
    );
  }

  test("asks for metrics that there are, and shows every one of Paperboy's", async () => {
    const { text } = await get("/metrics");
    const types = new Map(
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = "", type = ""]) => [name, type]),
    );
    const asked = queries
      .flatMap(({ expr }) => metricsIn(expr))
      .map((name) => {
        const base = name.replace(/_(?:bucket|sum|count)$/, "");
        return types.get(base) === "histogram" ? base : name;
      });
    expect(asked.filter((name) => !types.has(name))).toEqual([]);
    const ours = [...types.keys()].filter((name) => name.startsWith("paperboy_"));
    expect(ours.length).toBeGreaterThan(12);
    expect(ours.filter((name) => !asked.includes(name))).toEqual([]);
  });

  test("groups and names only by labels that its metrics have", () => {
    const labels = declaredLabels();
    const wrong = queries.filter(({ expr, legendFormat }) => {
      const metric = metricsIn(expr).map((name) => name.replace(/_bucket$/, ""))[0] ?? "";
      const known = new Set([...(labels.get(metric) ?? []), "instance", "job", "le"]);
      const grouped = (/\bby \(([^)]*)\)/.exec(expr)?.[1] ?? "").split(/,\s*/).filter(Boolean);
      const selected = [...expr.matchAll(/(\w+)(?:=~|!=|!~|=)"/g)].map(([, name = ""]) => name);
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name);
      // A legend shows what is left after grouping.
      const isShown = grouped.length === 0 || shown.every((name) => grouped.includes(name));
      return !isShown || [...grouped, ...selected, ...shown].some((name) => !known.has(name));
    });
    expect(labels.size).toBeGreaterThan(8);
    expect(wrong).toEqual([]);
  });

  test("has panels that do not overlap", () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});
