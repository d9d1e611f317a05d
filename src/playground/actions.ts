import type { Panel } from "../sandbox/protocol.js";
import { addMany, breakList, mendList, removeHalf } from "./edits/accidents.js";
import { addCode } from "./edits/add-code.js";
import { addPaper, rewriteHistory } from "./edits/add-paper.js";
import { allVenues, publishedVenues, unpublished, withoutCode } from "./edits/choices.js";
import type { Edit, Fields, ListNow } from "./edits/edit.js";
import { moveToVenue, newPreprint } from "./edits/move-to-venue.js";

type Field = Panel["actions"][number]["fields"][number];

/** The state that an action's fields depend on. */
export type ListState = Pick<ListNow, "papers" | "venues" | "thisYear">;

/** One button with its fields and its edit. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly fields: (list: ListState) => readonly Field[];
  /** @throws {Refused} */
  readonly edit: (now: ListNow, fields: Fields) => Edit;
}

/** Longer menus make the page slow. */
const maxMenuChoices = 500;

const titles = (papers: ListNow["papers"]): string[] =>
  papers.slice(0, maxMenuChoices).map(({ title }) => title);

const year = ({ thisYear }: ListState): Field => ({ name: "year", label: "Year", value: thisYear });

const newPaper = (list: ListState): Field[] => [
  { name: "title", label: "Title", placeholder: "Empty: a made-up one" },
  { name: "venue", label: "Venue", choices: allVenues(list) },
  year(list),
  { name: "link", label: "Link", placeholder: "https://… Empty: a made-up one" },
  { name: "code", label: "Code link", placeholder: "https://… Empty: none" },
];

/** The panel's actions, in the order in which a visitor tries them. */
export const actions: readonly Action[] = [
  { id: "add", label: "Add a paper", fields: newPaper, edit: addPaper },
  {
    id: "code",
    label: "Release code",
    fields: (list) => [
      { name: "paper", label: "A paper without code", choices: titles(withoutCode(list)) },
      { name: "code", label: "Code link", placeholder: "https://… Empty: a made-up one" },
    ],
    edit: addCode,
  },
  {
    id: "accept",
    label: "Move to a venue",
    fields: (list) => [
      { name: "paper", label: "A paper on arXiv", choices: [...titles(unpublished(list)), newPreprint] },
      { name: "venue", label: "Venue", choices: publishedVenues(list) },
      year(list),
    ],
    edit: moveToVenue,
  },
  { id: "break", label: "Break the list", fields: () => [], edit: breakList },
  { id: "flood", label: "Add 60 papers at once", fields: () => [], edit: addMany },
  { id: "halve", label: "Remove half of the list", fields: () => [], edit: removeHalf },
  { id: "mend", label: "Mend the list", fields: () => [], edit: mendList },
  { id: "rewrite", label: "Rewrite history", fields: () => [], edit: rewriteHistory },
];
