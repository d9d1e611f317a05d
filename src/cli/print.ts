/** Prints a value as one line of JSON, the way programs read it. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
