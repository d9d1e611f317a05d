import { UsageError } from "../config/usage-error.js";
import {
  createPlayground,
  type Playground,
  type PlaygroundOptions,
} from "../playground/create-playground.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../sandbox/create-sandbox.js";
import { SandboxStartError } from "../sandbox/http/listen.js";

/** `null`, and a sentence, without git: everything but announcements works without it. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground | null> {
  try {
    return await createPlayground(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`The sandbox has no local upstream, so nothing is announced in it: ${reason}`);
    return null;
  }
}

/** @throws {UsageError} where its port cannot be used. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await createSandbox(options);
  } catch (error) {
    if (!(error instanceof SandboxStartError)) throw error;
    throw new UsageError(`${error.message.replace(/\.$/, "")} (SANDBOX_PORT).`);
  }
}
