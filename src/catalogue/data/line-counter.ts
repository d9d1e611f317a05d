/** Counts the lines of a text, from 1. Its offsets must grow from call to call: each character is passed once. */
export function createLineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (at) => {
    for (; next !== -1 && next < at; next = text.indexOf("\n", next + 1)) line++;
    return line;
  };
}
