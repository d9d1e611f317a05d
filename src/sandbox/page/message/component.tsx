import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import { Markdown } from "../markdown/markdown.js";
import { ActionRow } from "./action-row.js";
import {
  ACTION_ROW,
  CONTAINER,
  FILE,
  MEDIA_GALLERY,
  SECTION,
  SEPARATOR,
  TEXT_DISPLAY,
} from "./component-kinds.js";
import { Container } from "./container.js";
import { FileCard } from "./file-card.js";
import { Media } from "./media.js";
import { Section } from "./section.js";
import "./component.css";

/** One of Discord's components. A kind that the page does not know shows as a note, never as nothing. */
export function Component({ component }: { readonly component: APIMessageTopLevelComponent }) {
  switch (component.type) {
    case TEXT_DISPLAY:
      return <Markdown text={component.content} />;
    case SEPARATOR:
      return (
        <hr
          class={component.spacing === 2 ? "separator wide" : "separator"}
          data-bare={component.divider === false || undefined}
        />
      );
    case SECTION:
      return <Section section={component} />;
    case ACTION_ROW:
      return <ActionRow row={component} />;
    case CONTAINER:
      return <Container container={component} />;
    case MEDIA_GALLERY:
      return (
        <div class="gallery">
          {component.items.map((item, index) => (
            <Media key={index} url={item.media.url} description={item.description ?? undefined} />
          ))}
        </div>
      );
    case FILE:
      return <FileCard url={component.file.url} />;
    default:
      return <p class="quiet">A kind of component that this page does not know.</p>;
  }
}
