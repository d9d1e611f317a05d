import { expect, it } from "vitest";
import { createCall, SandboxError } from "../../src/sandbox/call.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";

it("says in one sentence that no sandbox answers, where nobody listens", async () => {
  const sandbox = await createSandbox();
  await sandbox.close();
  await expect(createCall(sandbox.url)("/world")).rejects.toThrow(
    new SandboxError(`No sandbox answers at ${sandbox.url}: is it still running?`),
  );
});

it("says the same where something else answers, or the answer breaks off", async () => {
  for (const answer of ["<html>", '{"server":']) {
    const call = createCall("http://127.0.0.1:1", async () => new Response(answer));
    await expect(call("/world")).rejects.toThrow("No sandbox answers at http://127.0.0.1:1");
  }
});

it("hands on the sandbox's own sentence", async () => {
  const call = createCall("http://127.0.0.1:1", async () => Response.json({ error: "No." }, { status: 400 }));
  await expect(call("/world")).rejects.toThrow(new SandboxError("No."));
});
