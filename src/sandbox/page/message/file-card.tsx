import { useContext } from "preact/hooks";
import { Icon } from "../shell/icon.js";
import { isLocal } from "./is-local.js";
import { MessageContext } from "./message-context.js";
import "./media.css";

/** A file of the message, by `attachment://name` or URL. Only files of the sandbox can be downloaded. */
export function FileCard({ url }: { readonly url: string }) {
  const message = useContext(MessageContext);
  const name = url.replace(/^attachment:\/\//, "");
  const file = message?.attachments.find((one) => one.filename === name || one.url === url);
  const isDownloadable = file && isLocal(file.url);
  const inside = (
    <>
      <Icon name="file" size={26} />
      <span>
        <strong>{file?.filename ?? name}</strong>
        {file && <span class="quiet">{sizeOf(file.size)}</span>}
      </span>
    </>
  );
  if (!isDownloadable) return <div class="file-card">{inside}</div>;
  return (
    <a class="file-card" href={file.url} download={file.filename}>
      {inside}
    </a>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}
