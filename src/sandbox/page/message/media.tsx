import { ExternalLink } from "../markdown/external-link.js";
import { Icon } from "../shell/icon.js";
import { isLocal } from "./is-local.js";
import "./media.css";

interface MediaProps {
  readonly url: string;
  readonly description?: string | undefined;
  readonly isSmall?: boolean;
}

/** An image. External ones are shown as links and not loaded. */
export function Media({ url, description, isSmall = false }: MediaProps) {
  const size = isSmall ? "media small" : "media";
  if (isLocal(url)) return <img class={size} src={url} alt={description ?? ""} loading="lazy" />;
  return (
    <ExternalLink class={`${size} external`} url={url}>
      <Icon name="image" size={22} />
      <span>{description ?? "External image, not loaded"}</span>
    </ExternalLink>
  );
}
