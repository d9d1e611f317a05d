/** Words that no other title has: filters of subscriptions. */
export const topics = ["quaternions", "watermarks", "hypergraphs", "photonics"] as const;

const syllables = [
  "ba",
  "de",
  "fi",
  "go",
  "hu",
  "ka",
  "le",
  "mi",
  "no",
  "pu",
  "ra",
  "se",
  "ti",
  "vo",
  "zu",
  "xy",
];

/** The title of a paper that does not exist, about one of the topics. No two have another word in common. */
export function madeUpTitle(index: number, accent = ""): string {
  const [name = "", what, where] = [0, 1, 2].map((part) => madeUpWord(index * 3 + part));
  const topic = topics[index % topics.length];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${topic} ${what} of ${where}${accent}`;
}

/** A different word for each number below 65,536; neighbours are not alike. */
function madeUpWord(number: number): string {
  const mixed = (number * 40_503) & 0xffff;
  return [12, 8, 4, 0].map((shift) => syllables[(mixed >> shift) & 15]).join("");
}
