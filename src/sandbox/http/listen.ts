import type { Server } from "node:http";

/** Why the sandbox cannot start, as a message for the person who starts it. */
export class SandboxStartError extends Error {
  override readonly name = "SandboxStartError";
  readonly reason: "port-in-use" | "port-forbidden" | "not-loopback";

  constructor(reason: SandboxStartError["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Listens on 127.0.0.1 only.
 *
 * @returns The port.
 * @throws SandboxStartError
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  if (host !== "127.0.0.1" && host !== "localhost") {
    throw new SandboxStartError(
      "not-loopback",
      `The sandbox listens on 127.0.0.1 only, not on ${host}: anyone who can reach it can act as any of its users.`,
    );
  }
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(startErrorFor(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sandbox has no port.");
  return address.port;
}

function startErrorFor(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new SandboxStartError(
      "port-in-use",
      `Port ${port} is in use. Choose another one, or 0 for any free port.`,
    );
  }
  if (error.code === "EACCES") {
    return new SandboxStartError("port-forbidden", `Port ${port} is not permitted. Choose one above 1023.`);
  }
  return error;
}
