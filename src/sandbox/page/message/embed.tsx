import type { APIEmbed } from "discord-api-types/v10";
import { ExternalLink } from "../markdown/external-link.js";
import { formatTime } from "../markdown/format-time.js";
import { Markdown } from "../markdown/markdown.js";
import { cssColour } from "./css-colour.js";
import { Media } from "./media.js";
import "./embed.css";

export function Embed({ embed }: { readonly embed: APIEmbed }) {
  const footer = [
    embed.footer?.text,
    embed.timestamp && formatTime(Date.parse(embed.timestamp) / 1000, "f", Date.now()),
  ].filter(Boolean);
  return (
    <div class="embed" style={{ "--stripe": cssColour(embed.color) }}>
      {embed.thumbnail && (
        <div class="embed-thumbnail">
          <Media url={embed.thumbnail.url} isSmall />
        </div>
      )}
      {embed.author && (
        <div class="embed-author">
          <MaybeLink url={embed.author.url} text={embed.author.name} />
        </div>
      )}
      {embed.title && (
        <div class="embed-title">
          <MaybeLink url={embed.url} text={embed.title} />
        </div>
      )}
      {embed.description && <Markdown text={embed.description} />}
      {embed.fields && embed.fields.length > 0 && (
        <dl class="embed-fields">
          {embed.fields.map((field, index) => (
            <div key={index} data-inline={field.inline || undefined}>
              <dt>
                <Markdown text={field.name} />
              </dt>
              <dd>
                <Markdown text={field.value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {embed.image && <Media url={embed.image.url} />}
      {footer.length > 0 && <div class="embed-footer">{footer.join(" • ")}</div>}
    </div>
  );
}

function MaybeLink({ url, text }: { readonly url: string | undefined; readonly text: string }) {
  return url ? (
    <ExternalLink url={url}>
      <Markdown text={text} />
    </ExternalLink>
  ) : (
    <Markdown text={text} />
  );
}
