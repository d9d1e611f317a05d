// Starts the bot in its sandbox, opens the page, and stops it: what `npm start` has to do on every system.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/src/main.js", import.meta.url));
const bot = spawn(process.execPath, [main, "start"], {
  env: { ...process.env, DISCORD_TOKEN: "", SANDBOX_PORT: "0", DETAILS: "false" },
  stdio: ["ignore", "pipe", "inherit"],
});
const url = await new Promise((resolve, reject) => {
  let printed = "";
  bot.stdout.on("data", (chunk) => {
    printed += chunk;
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
    if (found) resolve(found[0]);
  });
  bot.on("exit", (status) => reject(new Error(`The bot ended with ${status}: ${printed}`)));
});
const response = await fetch(url);
const page = await response.text();
bot.removeAllListeners("exit");
bot.kill();
if (!response.ok || !page.includes("<!doctype html>")) throw new Error(`${url} answers ${response.status}`);
console.log(`${url} shows the page.`);
