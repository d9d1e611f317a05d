import { useContext, useState } from "preact/hooks";
import { ExternalLink } from "./external-link.js";
import { formatTime } from "./format-time.js";
import { NamesContext } from "./names.js";
import type { Inline } from "./nodes.js";

export function InlineNodes({ nodes }: { readonly nodes: readonly Inline[] }) {
  return nodes.map((node, index) => <InlineNode key={index} node={node} />);
}

function InlineNode({ node }: { readonly node: Inline }) {
  switch (node.kind) {
    case "text":
      return <>{node.text}</>;
    case "strong":
      return (
        <strong>
          <InlineNodes nodes={node.children} />
        </strong>
      );
    case "em":
      return (
        <em>
          <InlineNodes nodes={node.children} />
        </em>
      );
    case "underline":
      return (
        <u>
          <InlineNodes nodes={node.children} />
        </u>
      );
    case "strike":
      return (
        <s>
          <InlineNodes nodes={node.children} />
        </s>
      );
    case "spoiler":
      return <Spoiler nodes={node.children} />;
    case "code":
      return <code class="code">{node.text}</code>;
    case "link":
      return (
        <ExternalLink url={node.url}>
          <InlineNodes nodes={node.children} />
        </ExternalLink>
      );
    case "emoji":
      // Custom emoji are images on another host, so only the name is shown.
      return <span class="custom-emoji">:{node.name}:</span>;
    case "everyone":
      return <span class="mention">{node.text}</span>;
    case "time":
      return (
        <time class="timestamp" title={formatTime(node.seconds, "F", Date.now())}>
          {formatTime(node.seconds, node.style, Date.now())}
        </time>
      );
    default:
      return <Mention node={node} />;
  }
}

type MentionNode = Extract<Inline, { readonly kind: "user" | "role" | "channel" | "command" }>;

function Mention({ node }: { readonly node: MentionNode }) {
  const names = useContext(NamesContext);
  switch (node.kind) {
    case "user":
      return <span class="mention">@{names.user(node.id) ?? "unknown-user"}</span>;
    case "role": {
      const role = names.role(node.id);
      return (
        <span class="mention" style={role && { color: role.colour }}>
          @{role?.name ?? "deleted-role"}
        </span>
      );
    }
    case "channel":
      return (
        <button type="button" class="mention" onClick={() => names.go(node.id)}>
          #{names.channel(node.id) ?? "unknown"}
        </button>
      );
    case "command":
      return (
        <button type="button" class="mention" onClick={() => names.compose(`/${node.name} `)}>
          /{node.name}
        </button>
      );
  }
}

/** Hidden until clicked. */
function Spoiler({ nodes }: { readonly nodes: readonly Inline[] }) {
  const [shown, setShown] = useState(false);
  if (shown)
    return (
      <span class="spoiler shown">
        <InlineNodes nodes={nodes} />
      </span>
    );
  return (
    <button type="button" class="spoiler" aria-label="Show spoiler" onClick={() => setShown(true)}>
      <span aria-hidden="true">
        <InlineNodes nodes={nodes} />
      </span>
    </button>
  );
}
