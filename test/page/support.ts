import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { describe } from "vitest";
import { buildPage as bundle } from "../../scripts/build-page.mjs";

const chromiumPath = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== "" && existsSync(path));

/** Tests in a real browser: skipped where there is none, saying why; in CI that is a failure. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (chromiumPath) describe(name, tests);
  else if (process.env.CI === "true")
    throw new Error("CI must have Chromium: install it, or set CHROMIUM_PATH to where it is.");
  else {
    console.warn(`Skipped: ${name}. There is no Chromium in /usr/bin, and CHROMIUM_PATH is not set.`);
    describe.skip(name, tests);
  }
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  });
}

/** The page as `npm run build` makes it, in a folder of its own. */
export async function buildPage(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), "paperboy-page-"));
  await bundle(dir);
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

export interface Visit {
  readonly page: Page;
  /** Addresses that were asked for outside of the sandbox, and errors in the page's own code: both must stay empty. */
  readonly faults: string[];
}

interface VisitOptions {
  readonly as: string;
  readonly channel?: string;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** A built page whose script and style are given to the browser, for a sandbox that serves the page's sources. */
  readonly built?: { readonly dir: string };
}

/** Opens the page as a person, in a window of its own, and waits until one can type. */
export async function visit(browser: Browser, url: string, options: VisitOptions): Promise<Visit> {
  const { as, channel = "papers", width = 1280, height = 800, theme = "light", built } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const faults: string[] = [];
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(`${url}/`) && !address.startsWith("data:")) faults.push(address);
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  if (built) {
    for (const file of ["page.js", "page.css"]) {
      await page.route(`**/${file}`, (route) => route.fulfill({ path: join(built.dir, file) }));
    }
  }
  await page.goto(`${url}/?as=${as}&channel=${channel}`);
  await page.getByRole("log", { name: "Messages" }).and(page.locator("[aria-busy=false]")).waitFor();
  return { page, faults };
}

/** Types a command whole and runs it. */
export async function runTyped(page: Page, command: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(command.slice(1));
  await page.keyboard.press("Enter");
}
