import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { path, wholeNumber } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count } from "../src/interactions/text.js";
import { button, separator, textBlock, type View } from "../src/interactions/view.js";
import type { Finding } from "../src/operations/finding.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { examineServer } from "../src/views/examine-server.js";

const doctorPath = path<{ page: number }>("doctor", { page: wholeNumber });

const perPage = 8;
const marks: Readonly<Record<Finding["verdict"], string>> = { good: "✅", warning: "⚠️", bad: "❌" };
/** What is wrong comes first. */
const order = ["bad", "warning", "good"] as const;

export const doctor = defineCommand({
  name: "doctor",
  description: "Check what keeps this server from its announcements, and what to do about it",
  for: "managers",
  options: {},
  run: (_, context) => showFindings(0, context),
});

export const doctorRoutes: readonly Route<Context>[] = [
  route(doctorPath, ({ page }, context) => showFindings(page, context), "managers"),
];

async function showFindings(page: number, context: Context): Promise<View> {
  const found = await examineServer(context, Date.now());
  const sorted = order.flatMap((verdict) => found.filter((one) => one.verdict === verdict));
  const findings = pageOf(sorted, page, perPage);
  const problems = sorted.filter(({ verdict }) => verdict !== "good").length;
  return {
    kind: "view",
    blocks: [
      textBlock(problems === 0 ? "## Everything works" : `## ${count(problems, "thing")} to look at`),
      separator,
      ...findings.shown.map((finding) => textBlock(...linesOf(finding))),
      ...pageLine(findings),
    ],
    buttons: [
      ...turnButtons(findings, (page) => doctorPath.at({ page })),
      button("Check again", doctorPath.at({ page: 0 }), { emoji: "🔄" }),
    ],
  };
}

function linesOf({ name, verdict, text, remedy }: Finding): string[] {
  return [`${marks[verdict]} **${name}**: ${text}`, ...(remedy === null ? [] : [`➜ ${remedy}`])];
}
