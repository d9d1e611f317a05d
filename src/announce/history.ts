/** What was recorded, for `/new`, previews and the operator. */

export { countBacklog } from "../store/backlog.js";
export { loadHistory } from "../store/changes.js";
