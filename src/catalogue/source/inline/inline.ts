/** A part of running text, in reading order. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  /** An explicit end of line. */
  | { readonly kind: "break" }
  /** A single tag. */
  | { readonly kind: "html"; readonly text: string }
  /** How many passages in bold and in italic begin here; negative for those that end. */
  | { readonly kind: "style"; readonly bold: number; readonly italic: number }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: "image"; readonly url: string; readonly alt: string };
