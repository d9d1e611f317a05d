import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [, , out, cols, width, ...files] = process.argv;
const b = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const p = await b.newPage({ viewport: { width: Number(cols) * (Number(width) + 6), height: 300 } });
await p.setContent(
  `<body style="margin:0;background:#888;display:grid;grid-template-columns:repeat(${cols},${width}px);gap:6px">${files.map((f) => `<img style="width:100%" src="data:image/png;base64,${readFileSync(f).toString("base64")}">`).join("")}</body>`,
);
await p.screenshot({ path: out, fullPage: true });
await b.close();
