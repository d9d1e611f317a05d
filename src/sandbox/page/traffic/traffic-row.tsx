import { useState } from "preact/hooks";
import type { Traffic } from "../../protocol.js";
import { CodeBlock } from "../markdown/code-block.js";
import { isFailed } from "./filter-traffic.js";

/** One request or event. A click shows its body. */
export function TrafficRow({ traffic }: { readonly traffic: Traffic }) {
  const [isOpen, setOpen] = useState(false);
  const { at, via, direction, name, status, took, note, body } = traffic;
  return (
    <div class="traffic" data-failed={isFailed(traffic) || undefined}>
      <button type="button" class="traffic-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class={`via ${via}`}>
          {via === "rest" ? "REST" : "WS"}
          <span aria-hidden="true">{direction === "out" ? " ↑" : " ↓"}</span>
          <span class="visually-hidden">{direction === "out" ? " sent" : " received"}</span>
        </span>
        <span class="traffic-name">{withBreaks(name)}</span>
        <span class="status">{status}</span>
        <time>{clock(at)}</time>
        <span class="took">
          {took !== undefined && `${took < 10 ? took.toFixed(1) : Math.round(took)} ms`}
        </span>
      </button>
      {note && <p class="traffic-note">{note}</p>}
      {isOpen && <CodeBlock text={body === undefined ? "No body." : JSON.stringify(body, null, 2)} />}
    </div>
  );
}

/** Allows line breaks after slashes. */
function withBreaks(path: string) {
  return path.split(/(?<=\/)/).map((part) => [part, <wbr key={part} />]);
}

/** The time of day to the millisecond. */
function clock(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
  return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}
