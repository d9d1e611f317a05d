// Shared styles come first. Each component imports its own style sheet.
import "./styles/tokens.css";
import "./styles/ground.css";
import "./styles/controls.css";
import "./styles/form.css";
import "./styles/popup.css";
import { render } from "preact";
import { createCall } from "../call.js";
import { createOperator } from "../create-operator.js";
import { createPerson } from "../create-person.js";
import type { World } from "../protocol.js";
import { App } from "./app.js";
import { applyTheme } from "./shell/theme.js";
import { createSession } from "./state/create-session.js";
import { openStream } from "./state/open-stream.js";
import { readPersonId } from "./state/page-address.js";
import { reasonOf } from "./state/reason-of.js";
import { SessionContext } from "./state/session.js";

applyTheme();

const url = location.origin;
const root = document.querySelector("#root");

try {
  const person = (id: string) => createPerson({ url, id });
  const personId = readPersonId(await createCall(url)<World>("/world"));
  const session = createSession({
    personId,
    world: await person(personId).world(),
    person,
    operator: createOperator(url),
    open: (onEvent, onBreak) => openStream(url, onEvent, onBreak),
  });
  if (root)
    render(
      <SessionContext.Provider value={session}>
        <App />
      </SessionContext.Provider>,
      root,
    );
} catch (cause) {
  if (root) root.textContent = `${reasonOf(cause)} Reload the page to try again.`;
}
