import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { ListView } from "../lists/list-view.js";

/** Of ten: among 10,000 papers one in 200,000 shares it with another, and is then named in full. */
const shortLength = 6;

type Papers = Pick<ListView, "byId">;

const idsOfView = new WeakMap<Papers, ReadonlyMap<string, string | null>>();

/** The ids of a view's papers by their beginnings, null where two have the same; made once for each version of it. */
function idsByShort(view: Papers): ReadonlyMap<string, string | null> {
  const known = idsOfView.get(view);
  if (known !== undefined) return known;
  const ids = new Map<string, string | null>();
  for (const id of view.byId.keys()) {
    const short = id.slice(0, shortLength);
    ids.set(short, ids.has(short) ? null : id);
  }
  idsOfView.set(view, ids);
  return ids;
}

/** The beginning of a paper's id, by which this view has no other: for buttons that name several papers. */
export function shortId(id: string, view: Papers): string {
  const short = id.slice(0, shortLength);
  return idsByShort(view).get(short) === id ? short : id;
}

/** The paper that a short or a whole id names; undefined where none has it any more, or several begin with it by now. */
export function paperByShortId(short: string, view: Papers): MergedPaper | undefined {
  return view.byId.get(idsByShort(view).get(short) ?? short);
}
