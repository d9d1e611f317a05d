import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Measures } from "./measures.js";
import type { Subjects } from "./subjects.js";

/** Bounds of a histogram, in seconds: Discord waits three for an answer. */
const answerTimes = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const queryTimes = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** The one series of all lists that servers added: they are theirs, and without end. */
const addedLists = "(added by servers)";

export interface Metrics extends Required<Measures> {
  /** What is read at each scrape, from now on. */
  readonly observe: (subjects: Subjects) => void;
  /** In Prometheus' text format. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** The figures of this process for Prometheus, beside those of Node.js itself. Names are `paperboy_…`, times in seconds. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "paperboy_info",
    help: "Always 1; its label is the version",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  const recorders = createRecorders(registers);
  const startedAt = Date.now();
  return {
    ...recorders,
    observe: (subjects) => addGauges(subjects, { registers, startedAt }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function createRecorders(registers: Registry[]): Required<Measures> {
  const interactions = new Counter({
    name: "paperboy_interactions_total",
    help: "Interactions by command or component, and by outcome: answered, refused, failed, late",
    labelNames: ["kind", "name", "outcome"] as const,
    registers,
  });
  const answers = new Histogram({
    name: "paperboy_answer_seconds",
    help: "From the arrival of a command or a component to its first answer",
    labelNames: ["name"] as const,
    buckets: answerTimes,
    registers,
  });
  const suggestions = new Histogram({
    name: "paperboy_suggestion_seconds",
    help: "From the arrival of what was typed to its suggestions",
    labelNames: ["name"] as const,
    buckets: answerTimes,
    registers,
  });
  const deliveries = new Counter({
    name: "paperboy_deliveries_total",
    help: "Attempts to post an announcement, by outcome",
    labelNames: ["outcome"] as const,
    registers,
  });
  const responses = new Counter({
    name: "paperboy_discord_responses_total",
    help: "Responses of Discord's REST API, by status",
    labelNames: ["status"] as const,
    registers,
  });
  const rateLimits = new Counter({
    name: "paperboy_discord_rate_limits_total",
    help: "Responses of 429, by whose limit it is: user, global, shared, unknown",
    labelNames: ["scope"] as const,
    registers,
  });
  const queries = new Histogram({
    name: "paperboy_database_query_seconds",
    help: "Time of a query, with the time that it waited for other writers",
    labelNames: ["kind"] as const,
    buckets: queryTimes,
    registers,
  });
  const closes = new Counter({
    name: "paperboy_gateway_closes_total",
    help: "Closed connections to Discord's gateway, by close code",
    labelNames: ["code"] as const,
    registers,
  });
  return {
    onHandled({ kind, name, outcome, milliseconds }) {
      interactions.inc({ kind, name, outcome });
      (kind === "suggestion" ? suggestions : answers).observe({ name }, milliseconds / 1000);
    },
    onOutcome: (outcome) => deliveries.inc({ outcome }),
    onResponse(status, scope) {
      responses.inc({ status });
      if (status === 429) rateLimits.inc({ scope: scopes.find((known) => known === scope) ?? "unknown" });
    },
    onQuery: (kind, milliseconds) => queries.observe({ kind }, milliseconds / 1000),
    onClosed: (code) => closes.inc({ code }),
  };
}

const scopes = ["user", "global", "shared"] as const;

/** What is read when it is asked for. */
function addGauges(
  { gateway, lists, outbox }: Subjects,
  { registers, startedAt }: { readonly registers: Registry[]; readonly startedAt: number },
): void {
  new Gauge({
    name: "paperboy_gateway_ready",
    help: "1 where a connection to Discord's gateway is ready, by shard",
    labelNames: ["shard"] as const,
    registers,
    collect() {
      this.reset();
      for (const { shard, isReady } of gateway()) this.set({ shard }, isReady ? 1 : 0);
    },
  });
  new Gauge({
    name: "paperboy_gateway_latency_seconds",
    help: "Round trip of the last heartbeat, by shard",
    labelNames: ["shard"] as const,
    registers,
    collect() {
      this.reset();
      for (const { shard, latency } of gateway()) if (latency !== null) this.set({ shard }, latency / 1000);
    },
  });
  new Gauge({
    name: "paperboy_upstream_age_seconds",
    help: "Since a list was last read upstream, or since the start, by list; one series for all that servers added",
    labelNames: ["list"] as const,
    registers,
    async collect() {
      const ages = new Map<string, number>();
      for (const { id, isPublic, lastReadAt } of await lists().catch(() => [])) {
        const list = isPublic ? id : addedLists;
        const age = (Date.now() - (lastReadAt ?? startedAt)) / 1000;
        ages.set(list, Math.max(age, ages.get(list) ?? 0));
      }
      this.reset();
      for (const [list, age] of ages) this.set({ list }, age);
    },
  });
  addOutbox(outbox, registers);
}

/** One query for all of them. Where it fails there is no value. */
function addOutbox(outbox: Subjects["outbox"], registers: Registry[]): void {
  const gauge = (name: string, help: string) => new Gauge({ name: `paperboy_${name}`, help, registers });
  const unsent = gauge("outbox_messages", "Messages on their way to Discord");
  const age = gauge(
    "outbox_age_seconds",
    "Since the oldest of these messages was composed; 0 where there is none",
  );
  const blocked = gauge("subscriptions_blocked", "Subscriptions whose channel Discord refuses");
  new Gauge({
    name: "paperboy_outbox_pending",
    help: "Papers to announce that are in no message yet: before their hour, paused or blocked",
    registers,
    async collect() {
      const figures = await outbox().catch(() => null);
      this.set(figures?.pending ?? Number.NaN);
      unsent.set(figures?.sending ?? Number.NaN);
      blocked.set(figures?.blocked ?? Number.NaN);
      age.set(figures === null ? Number.NaN : figures.oldest === null ? 0 : secondsSince(figures.oldest));
    },
  });
}

function secondsSince(instant: number): number {
  return Math.max(0, Date.now() - instant) / 1000;
}
