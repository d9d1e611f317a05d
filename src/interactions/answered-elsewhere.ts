/** Another process has heard of the same press, and answers it: an answer of this one could come first, and hide it. */
export class AnsweredElsewhere extends Error {
  override readonly name = "AnsweredElsewhere";
}
