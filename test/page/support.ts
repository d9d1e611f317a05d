import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { describe, expect } from "vitest";
import { buildPage as bundle } from "../../scripts/build-page.mjs";

const chromiumPath = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== "" && existsSync(path));

/** Tests in a real browser. Without one they are skipped with a warning; in CI they fail. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (chromiumPath) describe(name, tests);
  else if (process.env.CI === "true")
    throw new Error("CI must have Chromium: install it, or set CHROMIUM_PATH to where it is.");
  else {
    console.warn(`Skipped: ${name}. There is no Chromium in /usr/bin, and CHROMIUM_PATH is not set.`);
    describe.skip(name, tests);
  }
}

/** Milliseconds. Bundling and starting a browser are slow on a busy machine. */
export const setUpTimeout = 120_000;

/** `expect.poll` with a timeout for busy machines: by default, it gives up after a second. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 20_000 });
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
      // Fewer processes, which nothing here needs: a quarter of its time.
      ...["--in-process-gpu", "--disable-software-rasterizer", "--disable-site-isolation-trials"],
    ],
  });
}

/** Builds the page as `npm run build` does, into a temporary folder. */
export async function buildPage(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), "paperboy-page-"));
  await bundle(dir);
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

export interface Visit {
  readonly page: Page;
  /** Requests to URLs outside of the sandbox, and errors of the page. Must stay empty. */
  readonly faults: string[];
  /** What the page has stored, was allowed and was told to do goes; the next visit may have the page. */
  leave(): Promise<void>;
}

interface VisitOptions {
  readonly as: string;
  readonly channel?: string;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** A built page to use if the sandbox serves the page's sources. */
  readonly built?: { readonly dir: string };
}

/** Pages that were left: a new one starts a process of the browser, which takes longer than most visits. */
const left = new WeakMap<Browser, Page[]>();

/**
 * Opens the page as a person, with nothing stored by others, and waits until it is ready for input. Each visit at a time
 * has a browser context of its own.
 */
export async function visit(browser: Browser, url: string, options: VisitOptions): Promise<Visit> {
  const { as, channel = "papers", width = 1280, height = 800, theme = "light", built } = options;
  const page = left.get(browser)?.pop() ?? (await (await browser.newContext()).newPage());
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme });
  page.setDefaultTimeout(20_000);
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
  return { page, faults, leave: () => leave(browser, page) };
}

async function leave(browser: Browser, page: Page): Promise<void> {
  await page.removeAllListeners(undefined, { behavior: "wait" });
  await page.unrouteAll({ behavior: "wait" });
  await page.evaluate("localStorage.clear()");
  await page.context().clearPermissions();
  await page.mouse.move(0, 0);
  await page.goto("about:blank");
  left.set(browser, [...(left.get(browser) ?? []), page]);
}

/** Types a complete command and runs it as it is typed, whatever is suggested meanwhile. */
export async function runTyped(page: Page, command: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(command.slice(1));
  const run = page.getByRole("button", { name: "Run the command" });
  if (await run.isVisible()) await run.click();
  else await page.keyboard.press("Enter");
}
