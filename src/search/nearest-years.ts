/** A year of this or the last century, whole or as its last two digits. */
const yearPattern = /(?<!\d)(?:((?:19|20)\d{2})|['’]?(\d{2}))(?!\d)/gu;

/** What is written around years. */
const wordsOfYears = /before|until|till|up ?to|from|since|after|years?|in|to|and|年/gu;

/**
 * What is plainly meant by a text that is not a year, as the filter is written: `'23` and `2O23` are 2023, `2022+` is
 * `2022..`, `2022~24` is `2022..2024`. Null where there is anything besides.
 */
export function plainYears(text: string): string | null {
  const plain = withDigits(text);
  const rest = plain.replace(yearPattern, " ").replace(wordsOfYears, " ");
  return /[\p{L}\p{N},]/u.test(rest) ? null : yearsIn(plain);
}

/**
 * The years of `this year`, `last year` and `last 3 years`, as the filter is written: in digits, so that a saved one means
 * the same later. Null for anything else.
 */
export function relativeYears(text: string, thisYear: number): string | null {
  const plain = text.slice(0, 100).toLowerCase().replace(/\s+/gu, "");
  const count = /^(?:last|past)(\d{1,2})years$/u.exec(plain)?.[1];
  if (count !== undefined) return `${thisYear - Number(count)}..`;
  if (/^(?:this|current)year$/u.test(plain)) return `${thisYear}`;
  return /^(?:last|past|previous)year$/u.test(plain) ? `${thisYear - 1}` : null;
}

/** What was probably meant, also where a digit is wrong: 2023 typed as `2203`. Null if nothing is likely. */
export function nearestYears(text: string): string | null {
  const plain = withDigits(text);
  return yearsIn(plain) ?? mistypedYear(plain);
}

/** Letters that look like digits are digits beside one. */
export function withDigits(text: string): string {
  return text
    .normalize("NFKC")
    .slice(0, 100)
    .toLowerCase()
    .replace(/(?<=\d)o|o(?=\d)/gu, "0")
    .replace(/(?<=\d)[li]|[li](?=\d)/gu, "1");
}

function yearsIn(plain: string): string | null {
  const years = Array.from(plain.matchAll(yearPattern), ([, whole, short]) => whole ?? fullYear(short ?? ""));
  const [first, second] = years;
  if (first === undefined) return null;
  // The second number of `2022-01` is a month.
  if (second !== undefined) return years.length === 2 && second >= first ? `${first}..${second}` : null;
  if (/<|before|until|till|up ?to/u.test(plain)) return `<=${first}`;
  return />|from|since|after|\+|\d\s*[-–~]+$/u.test(plain) ? `${first}..` : first;
}

/** The year of its last two digits: `98` is 1998. */
export function fullYear(short: string): string {
  return Number(short) < 50 ? `20${short}` : `19${short}`;
}

/** The year of digits of which one is too many, or two are exchanged; the decade of one without its last digit. */
function mistypedYear(text: string): string | null {
  const digits = /^\D*(\d{3,5})\D*$/u.exec(text)?.[1] ?? "";
  const positions = Array.from(digits, (_, at) => digits.length - 1 - at);
  const others = positions.map((at) =>
    digits.length === 5
      ? digits.slice(0, at) + digits.slice(at + 1)
      : digits.slice(0, at) + (digits[at + 1] ?? "") + (digits[at] ?? "") + digits.slice(at + 2),
  );
  const year = digits.length === 3 ? undefined : others.find((other) => /^(?:199\d|20[0-4]\d)$/u.test(other));
  if (year !== undefined) return year;
  return /^(?:199|20[0-4])$/u.test(digits) ? `${digits}0..${digits}9` : null;
}
