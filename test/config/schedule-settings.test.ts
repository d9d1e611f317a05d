import { describe, expect, test } from "vitest";
import { checkSettings } from "../../src/announce/check-settings.js";
import { parseListsFile } from "../../src/config/lists-file.js";
import { parseConfig } from "../../src/config/read-config.js";
import { settings } from "../announce/support.js";

/** Whether the settings, the lists' file and a subscription accept a time zone. */
function acceptedBy(zone: string): boolean[] {
  const list = { id: "quant", url: "https://github.com/someone/list", zone };
  const accepts = (read: () => unknown): boolean => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };
  const cadence = { kind: "daily", hour: 9, minute: 0, zone } as const;
  return [
    accepts(() => parseConfig({ UPSTREAM_ZONE: zone })),
    accepts(() => parseListsFile(JSON.stringify({ lists: [list] }), "lists.json")),
    checkSettings(settings({ cadence }), () => ({ kind: "valid" })) === null,
  ];
}

describe("a time zone", () => {
  // Node 20 leaves some of these out of Intl.supportedValuesOf("timeZone").
  test.each(["UTC", "GMT", "Europe/Berlin", "Europe/Kyiv", "Asia/Kolkata", "Asia/Calcutta", "US/Pacific"])(
    "%s is accepted in every setting",
    (zone) => {
      expect(acceptedBy(zone)).toEqual([true, true, true]);
    },
  );

  test.each(["Mars", "Berlin", "Europe/Berlin; x"])("%j is refused in every setting", (zone) => {
    expect(acceptedBy(zone)).toEqual([false, false, false]);
  });
});

test.each([
  ["*/30 * * * *", true],
  ["every day", false],
  ["99 * * * *", false],
])("%j is a cron expression: %s", (cron, isValid) => {
  const read = () => parseConfig({ UPSTREAM_CRON: cron });
  if (isValid) expect(read()).toMatchObject({ UPSTREAM_CRON: cron });
  else expect(read).toThrow("is not a cron expression");
});
