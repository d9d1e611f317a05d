import { authorsOf } from "../catalogue/authors.js";
import type { Paper } from "../catalogue/paper.js";
import { type CitationFormat, citationFormatOf, citationFormats } from "../citations/formats.js";
import { safe, truncate } from "../interactions/text.js";
import { type Answer, menu, textBlock, textView, type View } from "../interactions/view.js";
import { within } from "../interactions/within.js";
import type { Context } from "./context.js";
import { backToPaper, paperPaths } from "./paper-paths.js";

/** The first citation in a style takes longer: then the person is told to wait. Milliseconds. */
const maxWait = 1000;
/** Characters of a citation: of more authors than fit, the rest is left out. */
const maxLength = 2800;

const formats = Object.keys(citationFormats).flatMap((name) => citationFormatOf(name) ?? []);

/** A paper's citation in a format, to copy, and a menu of the others. @param format its place in the list of formats */
export async function showCitation(
  paper: Paper,
  format: number,
  back: string,
  { citer, details }: Context,
): Promise<Answer> {
  details.opened(paper);
  const chosen = formats[format] ?? "bibtex";
  const writing = citer.write([paper], chosen);
  const view = async () => citationView(paper, chosen, await writing, back);
  if ((await within(writing, maxWait)) !== null) return await view();
  return {
    kind: "pending",
    view: {
      ...textView(`Writing the citation in ${citationFormats[chosen].name}…`),
      path: citationPath(paper, chosen),
    },
    later: view,
  };
}

function citationView(paper: Paper, format: CitationFormat, citation: string, back: string): View {
  const { id } = paper;
  const { name, language } = citationFormats[format];
  // A code block shows everything as it is, except for its own end mark; a phone copies it with one touch.
  const text = truncate(citation.replaceAll("```", "'''"), maxLength);
  return {
    kind: "view",
    blocks: [
      textBlock(`### Cite “${safe(paper.title, 200)}”`, `-# ${name}`),
      textBlock(`\`\`\`${language}\n${text}\n\`\`\``),
      ...(authorsOf(paper) === null
        ? [textBlock("-# Its authors are not known yet: complete the citation, or try again later.")]
        : []),
    ],
    menu: menu(
      "Another format",
      formats.map((other, index) => ({
        label: citationFormats[other].name,
        path: paperPaths.citeAs.at({ format: index, id, back }),
      })),
    ),
    buttons: [backToPaper(id, back)],
    path: citationPath(paper, format),
  };
}

/** Shows a citation again, without a way back. */
function citationPath({ id }: Paper, format: CitationFormat): string {
  return paperPaths.citeAs.at({ format: formats.indexOf(format), id, back: "" });
}
