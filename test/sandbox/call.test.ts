import { expect, it } from "vitest";
import { createCall, SandboxError } from "../../src/sandbox/call.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";

it("a call to a closed sandbox fails with one sentence", async () => {
  const sandbox = await createSandbox();
  await sandbox.close();
  await expect(createCall(sandbox.url)("/world")).rejects.toThrow(
    new SandboxError(`There is no sandbox at ${sandbox.url}. Is it still running?`),
  );
});

it("a call fails with the same sentence if the answer is not JSON or is cut off", async () => {
  for (const answer of ["<html>", '{"server":']) {
    const call = createCall("http://127.0.0.1:1", async () => new Response(answer));
    await expect(call("/world")).rejects.toThrow("There is no sandbox at http://127.0.0.1:1");
  }
});

it("a refused call fails with the sandbox's own sentence", async () => {
  const call = createCall("http://127.0.0.1:1", async () => Response.json({ error: "No." }, { status: 400 }));
  await expect(call("/world")).rejects.toThrow(new SandboxError("No."));
});
