/** What was recorded, for `/new`, previews and the operator. */

export { type Backlog, countBacklog } from "../store/backlog.js";
export { loadHistory } from "../store/changes.js";
