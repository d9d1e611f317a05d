import type { APISectionComponent } from "discord-api-types/v10";
import { Markdown } from "../markdown/markdown.js";
import { Button } from "./button.js";
import { buttonType } from "./component-kinds.js";
import { Media } from "./media.js";

/** Text with a button or a small image beside it. */
export function Section({ section }: { readonly section: APISectionComponent }) {
  const { accessory } = section;
  return (
    <div class="section">
      <div class="section-text">
        {section.components.map((text, index) => (
          <Markdown key={index} text={text.content} />
        ))}
      </div>
      <div class="section-side">
        {accessory.type === buttonType ? (
          <Button button={accessory} />
        ) : (
          <Media url={accessory.media.url} description={accessory.description ?? undefined} isSmall />
        )}
      </div>
    </div>
  );
}
