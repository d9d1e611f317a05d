import { CORE_SCHEMA, loadAll, YAMLException } from "js-yaml";

/** The documents of a YAML file, as plain values; or the first mistake, as in `unexpected end of the stream on line 3`. */
export type Yaml =
  | { readonly kind: "documents"; readonly documents: readonly unknown[] }
  | { readonly kind: "invalid"; readonly mistake: string; readonly line: number };

interface YamlOptions {
  /** Whether a name may stand twice in a mapping: the last one counts. Default: that is a mistake. */
  readonly allowRepeatedNames?: boolean;
  /** The line at which the text begins, for mistakes. Default: 1. */
  readonly firstLine?: number;
}

/** Documents of one file; more are left out. */
const maxDocuments = 100;
/** Mappings and sequences within each other. */
const maxDepth = 100;

/** Reads YAML 1.2 with its core types. Aliases are the same object, so they cannot multiply. */
export function readYaml(
  text: string,
  { allowRepeatedNames = false, firstLine = 1 }: YamlOptions = {},
): Yaml {
  try {
    const documents: unknown[] = [];
    loadAll(
      text,
      (document) => {
        if (documents.length < maxDocuments) documents.push(document);
      },
      { schema: CORE_SCHEMA, json: allowRepeatedNames, maxDepth },
    );
    return { kind: "documents", documents };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? error.mark.line + firstLine : null;
    const place = line === null ? "" : ` on line ${line}`;
    return { kind: "invalid", mistake: `${error.reason}${place}`, line: line ?? firstLine };
  }
}
