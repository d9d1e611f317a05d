import type { ComponentChildren } from "preact";

interface ExternalLinkProps {
  readonly url: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** An external link, opened in a new tab without opener. Other schemes than http(s) are shown as text. */
export function ExternalLink({ url, class: name = "link", children }: ExternalLinkProps) {
  if (!/^https?:\/\//i.test(url)) return <span class={name}>{children}</span>;
  return (
    <a class={name} href={url} title={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
