import { CopyButton } from "../shell/copy-button.js";
import "./code-block.css";

/** A block of code, which scrolls sideways, with a button that copies it. */
export function CodeBlock({
  text,
  language,
}: {
  readonly text: string;
  readonly language?: string | undefined;
}) {
  return (
    <div class="code-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop, nobody could scroll it by keyboard */}
      <pre class="code-block" data-language={language || undefined} tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton label="Copy the code" icon="copy" text={() => text} />
    </div>
  );
}
