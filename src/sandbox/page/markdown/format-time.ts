const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
/** Seconds of each unit, longest first. */
const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

/**
 * A time in the style of `<t:SECONDS:STYLE>`, in the browser's language and time zone.
 *
 * @param seconds Since 1970.
 * @param now Milliseconds since 1970.
 */
export function formatTime(seconds: number, style: string, now: number): string {
  if (style === "R") return relative(seconds - now / 1000);
  return new Intl.DateTimeFormat(undefined, formats[style] ?? formats.f).format(seconds * 1000);
}

function relative(seconds: number): string {
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (["second", 1] as const);
  return words.format(Math.trunc(seconds / size), unit);
}
