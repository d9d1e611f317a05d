import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const results = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/** What axe-core finds on the page as it is now, all of its rules, a line for each place. */
export async function axeProblems(page: Page): Promise<readonly string[]> {
  // Evaluated by the browser, so the page's content security policy does not apply to it.
  await page.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  const found = await page.evaluate("axe.run(document).then(({ violations }) => violations)");
  return results
    .parse(found)
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
