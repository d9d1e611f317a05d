import { render } from "preact";
import { createCall } from "../call.js";
import { createOperator } from "../create-operator.js";
import { createPerson } from "../create-person.js";
import type { World } from "../protocol.js";
import { App } from "./app.js";
import { applyTheme } from "./shell/theme.js";
import { createSession } from "./state/create-session.js";
import { openStream } from "./state/open-stream.js";
import { SessionContext } from "./state/session.js";

applyTheme();

const url = location.origin;
const root = document.querySelector("#root");

try {
  const session = createSession({
    world: await createCall(url)<World>("/world"),
    person: (id) => createPerson({ url, id }),
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
  if (root) root.textContent = `The sandbox does not answer: ${String(cause)} Reload the page to try again.`;
}
