import { connectToPostgres } from "./postgres-server.js";
import { troubleOf } from "./postgres-trouble.js";

/** Milliseconds. */
const wait = 5000;

/** Whether a server answers, without changing anything: its version, or one sentence that says what is wrong. */
export async function inspectServer(
  url: string,
): Promise<
  { readonly kind: "ready"; readonly text: string } | { readonly kind: "trouble"; readonly message: string }
> {
  const server = connectToPostgres(url, () => {});
  try {
    const { rows } = await server.attempt(
      () => server.pool.query<{ version: string }>("show server_version"),
      wait,
    );
    return { kind: "ready", text: `${server.name}: PostgreSQL ${Object.values(rows[0] ?? {})[0]} answers.` };
  } catch (error) {
    return { kind: "trouble", message: troubleOf(error, server.name).message };
  } finally {
    await server.close();
  }
}
