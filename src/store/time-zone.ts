/** Whether this names a time zone: also an alias (`Asia/Kolkata`, `US/Pacific`), which `supportedValuesOf` leaves out. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
