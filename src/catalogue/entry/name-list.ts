import { looksLikeName } from "./words.js";

/** People at the start of an entry, or after its title. */
export interface NameList {
  readonly people: number;
  /** Two people, initials or `et al.`: not two words of a title. */
  readonly isCertain: boolean;
  /** Initials or `et al.`. */
  readonly hasInitials: boolean;
}

/** Characters; longer texts are no list of names. */
const maxLength = 2000;
const separator = /(?:(?<!\s)\s+)?(?:,|;|&|\band\b|·|、|，|；)\s*/;
/** `A.`, `J.-P.`, `A. B.`, `AB`: the given names of a person after or before the surname. */
const initials = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u;
const surname = /^(?:(?:de|van|von|der|den|del|la|le|di|da|dos|bin|al|el) ){0,3}\p{Lu}[\p{L}\p{M}'’-]+$/u;
/** `Bee A`, `Bee A.B.`, `A. B. Bee`: a person with initials, whatever the surname means. */
const withInitials =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]+ (?:\p{Lu}\.?[\s-]?){1,3}|(?:\p{Lu}\.[\s-]?){1,4}(?:(?:de|van|von|der|den|del|la|le|di|da|dos|bin|al|el) ){0,3}\p{Lu}[\p{L}\p{M}'’-]+)$/u;
/** `Paul R.`, `Paul R`: after the surname of the first person, `Rose, Paul R., and Ann Bee`. */
const givenWithInitial = /^\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*(?: \p{Lu}\.?){1,2}$/u;
/** `WeiGuo` among others. */
const joinedNames = /^\p{Lu}\p{Ll}{1,9}\p{Lu}\p{Ll}{1,9}$/u;
/** `Dee, Cy Jo`: a person as BibTeX has them. */
const surnameFirst = /^[^,]{2,40}, [^,]{1,40}$/;
const others = /^(?:et\.? ?al\b\.?|others|\.\.\.|…)$/i;
const suffix = /^(?:jr|sr|ii|iii)\.?$/i;

/**
 * Reads a text that is names of people and nothing else, in any order of given name and surname: `Bee, A., Dee, C.`,
 * `Bee, Ann, and Cy Dee`, `A. Bee et al.`, `Bee & Dee`. Stricter than `looksLikeAuthors`: null if one word is another.
 */
export function readNameList(text: string): NameList | null {
  if (/\d/.test(text)) return null;
  const plain = text
    .trim()
    .replace(/(?<![\s,;:])[\s,;:]+$/, "")
    .replace(/[*†‡§]+/g, "")
    .replace(/(?<=\p{Ll})(?: ,|\.,)/gu, ",");
  if (plain === "" || plain.length > maxLength) return null;
  const etAl = /al\.?$/i.test(plain.slice(-3)) ? /(?<=[\p{L}.,])\s*\bet\.? ?al\b\.?$/iu.exec(plain) : null;
  // `Bee, Ann and Dee, Cy`, `Bee, Ann; Dee, Cy`
  const inBibtex = plain.split(plain.includes(";") ? /; (?:and )?(?=\S)/ : / and (?=\S)/);
  if (
    inBibtex.length >= 2 &&
    inBibtex.every((person) => surnameFirst.test(person) && looksLikeName(person.replace(",", "")))
  )
    return { people: inBibtex.length, isCertain: true, hasInitials: false };
  const parts = (etAl ? plain.slice(0, etAl.index) : plain).split(separator).filter((part) => part !== "");
  let people = 0;
  let alone = 0;
  let joined = 0;
  let hasInitials = etAl !== null;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]?.trim() ?? "";
    if (others.test(part) || suffix.test(part)) continue;
    const next = parts[index + 1]?.trim() ?? "";
    if (surname.test(part) && (initials.test(next) || (index === 0 && givenWithInitial.test(next)))) {
      people++;
      index++;
      hasInitials = true;
    } else if (withInitials.test(part)) {
      people++;
      hasInitials ||= /\./.test(part);
    } else if (looksLikeName(part)) {
      people++;
      // `Ann B. Bee`
      hasInitials ||= /\p{Ll} \p{Lu}\. \p{Lu}/u.test(part);
    } else if (joinedNames.test(part)) joined++;
    else if (surname.test(part) && !/\s/.test(part)) alone++;
    else return null;
  }
  // `Bee, Ann, and Cy Dee`: the first person has the surname first.
  if (
    alone === 2 &&
    surname.test(parts[0] ?? "") &&
    surname.test(parts[1] ?? "") &&
    !/^\S+ (?:&|and)/.test(plain)
  )
    return { people: people + 1, isCertain: people + 1 >= 2 || hasInitials, hasInitials };
  if (people >= 2 && joined * 2 <= people) people += joined;
  else alone += joined;
  const surnames =
    alone === 0 ||
    (people >= 5 && alone * 5 <= people) ||
    (etAl !== null && alone === 1) ||
    (people === 0 && alone === 2);
  if (!surnames || people + alone === 0) return null;
  return { people: people + alone, isCertain: people + alone >= 2 || hasInitials, hasInitials };
}
