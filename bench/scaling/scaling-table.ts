import { planFor } from "./model.js";

const steps = [1_000, 2_500, 10_000, 25_000, 100_000];

/** The table of docs/SCALING.md, in Markdown. */
export function scalingTable(): string {
  const rows = steps.map((servers) => {
    const plan = planFor(servers);
    return [
      thousands(plan.servers),
      plan.shards,
      plan.processes,
      `${thousands(Math.round(plan.memory / 5) * 5)} MB`,
      thousands(plan.startsPerDay),
      duration(plan.loginTime),
      duration(plan.announcingTime),
      plan.connections === 0 ? "a file is enough" : plan.connections,
    ];
  });
  const head = [
    "servers",
    "shards, at least",
    "processes",
    "memory of each",
    "starts a day",
    "a start logs in for",
    "one message to each server",
    "connections to PostgreSQL",
  ];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function thousands(number: number): string {
  return number.toLocaleString("en-US");
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
