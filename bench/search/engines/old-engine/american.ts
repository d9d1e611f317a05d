/** British endings and what Americans write; each needs letters before it, so that `four`, `our` and `rise` stay. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|able)$/u, "iz$1"],
  [/(?<=[a-z]{3})ys(e|ed|es|er|ers|ing)$/u, "yz$1"],
  [/(?<=[a-z]{3})our(s|ed|ing|al|able|hood)?$/u, "or$1"],
  [/(?<=[a-z]{2}[tb])re(s?)$/u, "er$1"],
  [/(?<=[a-z]{3})ogue(s?)$/u, "og$1"],
  [/(?<=[a-z]{3})fence(s?)$/u, "fense$1"],
  [/^grey/u, "gray"],
];

/**
 * One spelling for the British and the American form of a word. It is a key for comparing: `noise` becomes `noize`
 * too, on both sides.
 */
export function american(word: string): string {
  let spelling = word;
  for (const [british, replacement] of endings) spelling = spelling.replace(british, replacement);
  return spelling;
}
