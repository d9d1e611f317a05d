import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planFor } from "../../bench/scaling/model.js";
import { scalingTable } from "../../bench/scaling/scaling-table.js";
import { connectToPostgres } from "../../src/store/postgres/postgres-server.js";

const page = readFileSync(new URL("../../docs/SCALING.md", import.meta.url), "utf8");

describe("the model of docs/SCALING.md", () => {
  test("gives the table of the page", () => {
    expect(page).toContain(scalingTable());
  });

  test("stays within what Discord allows, up to 100,000 servers", () => {
    for (let servers = 100; servers <= 100_000; servers += 700) {
      const plan = planFor(servers);
      expect(plan.shards * 2_500).toBeGreaterThanOrEqual(servers);
      expect(servers / plan.announcingTime).toBeLessThanOrEqual(50);
      // A restart of all, and one of them again, fits into a day.
      expect(plan.startsPerDay).toBeGreaterThan(2);
      expect(plan.memory).toBeLessThan(1_000);
    }
  });

  test("takes as many connections of PostgreSQL as a process does", async () => {
    const { pool, close } = connectToPostgres("postgres://nobody@127.0.0.1:1/none", () => {});
    const listening = 1;
    expect(planFor(25_000).connections).toBe(3 * ((pool.options.max ?? 0) + listening));
    await close();
  });
});
