/** Discord's markdown as a tree. Text is rendered as text nodes, never as HTML. */

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: SpanKind; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: "user" | "role" | "channel"; readonly id: string }
  | { readonly kind: "everyone"; readonly text: string }
  | { readonly kind: "command"; readonly name: string }
  | { readonly kind: "time"; readonly seconds: number; readonly style: string }
  | { readonly kind: "emoji"; readonly name: string };

export type SpanKind = "strong" | "em" | "underline" | "strike" | "spoiler";

export type Block = BlockContent & {
  /** Whether an empty line is before it. */
  readonly spaced?: true;
};

type BlockContent =
  | { readonly kind: "paragraph" | "subtext"; readonly children: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  | { readonly kind: "code-block"; readonly language: string; readonly text: string };

export interface ListItem {
  /** 0 is the outermost level. */
  readonly depth: number;
  /** `•`, or the number as typed: `3.` */
  readonly marker: string;
  readonly children: readonly Inline[];
}
