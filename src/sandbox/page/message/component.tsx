import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import { Markdown } from "../markdown/markdown.js";
import { ActionRow } from "./action-row.js";
import {
  actionRowType,
  containerType,
  fileType,
  mediaGalleryType,
  sectionType,
  separatorType,
  textDisplayType,
} from "./component-kinds.js";
import { Container } from "./container.js";
import { FileCard } from "./file-card.js";
import { Media } from "./media.js";
import { Section } from "./section.js";
import "./component.css";

/** Any component. Containers contain components, hence the import cycle. Unknown kinds are shown as a note. */
export function Component({ component }: { readonly component: APIMessageTopLevelComponent }) {
  switch (component.type) {
    case textDisplayType:
      return <Markdown text={component.content} />;
    case separatorType:
      return (
        <hr
          class={component.spacing === 2 ? "separator wide" : "separator"}
          data-bare={component.divider === false || undefined}
        />
      );
    case sectionType:
      return <Section section={component} />;
    case actionRowType:
      return <ActionRow row={component} />;
    case containerType:
      return <Container container={component} />;
    case mediaGalleryType:
      return (
        <div class="gallery">
          {component.items.map((item, index) => (
            <Media key={index} url={item.media.url} description={item.description ?? undefined} />
          ))}
        </div>
      );
    case fileType:
      return <FileCard url={component.file.url} />;
    default:
      return <p class="quiet">Unsupported component.</p>;
  }
}
