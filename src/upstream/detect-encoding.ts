import { analyse } from "chardet";

/** What the detector counts: more bytes change nothing, fewer are too few for it. */
const [maxSample, minSample] = [50_000, 400];
/** Percent. Below, the detector has seen nothing that speaks for an encoding. */
const minConfidence = 20;
const western = /^(?:ISO-8859-1|windows-1252)$/;
/** The Western encoding is that of most texts, so others have to be this much more probable. Percent. */
const westernLead = 10;

/** The encoding of a text that is not UTF-8, by the name that `TextDecoder` takes; null if nothing speaks for one. */
export function detectEncoding(bytes: Buffer): string | null {
  const text = bytes.toString("latin1");
  const words =
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: ISO 2022 begins with an escape character
      .match(/(?<![^\s!-?])[^\s!-?]*[\u0080-\u00ff\u001b][^\s!-?]*/g)
      ?.join(" ")
      .slice(0, maxSample) ?? "";
  if (words === "") return null;
  // English words around them would make any text look Western, and a few characters are too few to be counted.
  const sample = `${words} `.repeat(Math.ceil(minSample / words.length));
  const found = analyse(Buffer.from(sample, "latin1"));
  const [best] = found;
  if (best === undefined || best.confidence < minConfidence) return null;
  const asWestern = found.find(({ name }) => western.test(name));
  const isWestern = asWestern && asWestern.confidence + westernLead >= best.confidence;
  if (!isWestern) return best.name;
  return looksWestern(words) ? "windows-1252" : null;
}

/** In Western words a letter above ASCII stands alone; other scripts have nothing but such bytes. */
function looksWestern(words: string): boolean {
  const runs = words.match(/[\u0080-\u00ff]+/g) ?? [];
  return runs.filter((run) => run.length > 2).length * 5 <= runs.length;
}
