import type { APIContainerComponent } from "discord-api-types/v10";
import { useState } from "preact/hooks";
import { Component } from "./component.js";
import { cssColour } from "./css-colour.js";
import "./container.css";

/** A card, with a stripe in its accent colour. */
export function Container({ container }: { readonly container: APIContainerComponent }) {
  const [hidden, setHidden] = useState(container.spoiler === true);
  return (
    <div class="container" style={{ "--stripe": cssColour(container.accent_color) }}>
      {hidden ? (
        <button type="button" class="button secondary" onClick={() => setHidden(false)}>
          Show spoiler
        </button>
      ) : (
        container.components.map((component, index) => <Component key={index} component={component} />)
      )}
    </div>
  );
}
