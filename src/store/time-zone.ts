/** Whether this names a time zone. Links such as US/Pacific count, which Intl.supportedValuesOf leaves out. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
