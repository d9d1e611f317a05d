import { wordCount } from "./words.js";

const subject =
  /^(?:(?:this|the|these|our) (?:\p{L}+ ){0,2}?(?:papers?|work|study|survey|report|article|authors?|thesis|researchers)\b|(?:we|authors|it|they) \p{Ll}+|in this (?:paper|work|study))/iu;
/** A verb in the third person: a title never begins with one, but for a few nouns of the same form. */
const verb =
  /^(?:introduc|propos|present|show|investigat|explor|demonstrat|describ|provid|develop|analy[sz]|evaluat|discuss|reveal|examin|address|argu|achiev|aim|appl|compar|enabl|extend|find|formulat|improv|leverag|launch|outlin|releas|replac|stud|summari[sz]|tackl|trac|train|unif|unveil|combin|examin|highlight|identif|integrat|offer)(?:e|ie)?s (?=\S)/i;

/** Whether a text is a sentence about a paper, not a part of its title: `This paper introduces …`, `Shows that …`. */
export function startsProse(text: string): boolean {
  const start = text.replace(/^[\s,.;:|–—-]+/, "").slice(0, 120);
  return (subject.test(start) || verb.test(start)) && wordCount(text) >= 4;
}

/** Whether a text that two blanks set apart is a sentence: longer than a subtitle, and it ends like one. */
export function readsLikeSentence(text: string): boolean {
  return startsProse(text) || (wordCount(text) >= 6 && /[.!…:]["”)]?\s*$|\p{Ll}\.\s+\p{Lu}/u.test(text));
}
