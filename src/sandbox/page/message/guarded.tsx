import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";

/** Keeps what goes wrong while one message is drawn to that message: the rest of the page goes on. */
export function Guarded({ children }: { readonly children: ComponentChildren }) {
  const [error] = useErrorBoundary((cause) => console.error("A message could not be shown:", cause));
  if (error) return <p class="popup-note wrong">This message could not be shown.</p>;
  return <>{children}</>;
}
