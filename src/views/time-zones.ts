/** Zones as Intl writes them, by what a person may call them: the whole name, or the city. Both in lower case. */
const zonesByName = new Map<string, string>();
for (const zone of ["UTC", ...Intl.supportedValuesOf("timeZone")]) {
  zonesByName.set(zone.toLowerCase(), zone);
  const city = cityOf(zone);
  if (!zonesByName.has(city)) zonesByName.set(city, zone);
}
zonesByName.set("gmt", "UTC");

/** `UTC+2` and `GMT-05:00`; the zones of half hours have no such name. */
const offset = /^(?:utc|gmt)([+-])(\d{1,2})(?::?00)?$/;

/** The IANA name of what a person calls a time zone, such as `berlin`, `new york` or `utc+2`; null where none is known. */
export function zoneCalled(name: string): string | null {
  const small = name.trim().toLowerCase().replaceAll(" ", "_");
  const known = zonesByName.get(small);
  if (known !== undefined) return known;
  const [, sign, hours = ""] = offset.exec(small) ?? [];
  // The signs of these names are the other way round: Etc/GMT-2 is two hours ahead of UTC.
  if (sign !== undefined)
    return Number(hours) === 0 ? "UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
  return null;
}

/** The zones that begin with a text, those whose city does first; then those that contain it. */
export function zonesLike(text: string): string[] {
  const small = text.trim().toLowerCase().replaceAll(" ", "_");
  const rank = (zone: string) => {
    if (cityOf(zone).startsWith(small)) return 0;
    return zone.toLowerCase().startsWith(small) ? 1 : 2;
  };
  return ["UTC", ...Intl.supportedValuesOf("timeZone")]
    .filter((zone) => zone.toLowerCase().includes(small))
    .sort((a, b) => rank(a) - rank(b) || cityOf(a).localeCompare(cityOf(b)));
}

function cityOf(zone: string): string {
  return zone.toLowerCase().split("/").at(-1) ?? "";
}
