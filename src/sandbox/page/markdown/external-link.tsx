import type { ComponentChildren } from "preact";

interface ExternalLinkProps {
  readonly url: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link out of the sandbox: http(s) only, in a tab that knows nothing of this one. Anything else is its text. */
export function ExternalLink({ url, class: name = "link", children }: ExternalLinkProps) {
  if (!/^https?:\/\//i.test(url)) return <span class={name}>{children}</span>;
  return (
    <a class={name} href={url} title={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
