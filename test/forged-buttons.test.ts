import { ComponentType, InteractionType } from "discord-api-types/v10";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paperId } from "../src/catalogue/paper-id.js";
import type { Outcome } from "../src/sandbox/interactions/interactions.js";
import { customIdsOf, messageOf, startPaperboy, textOf } from "./paperboy.js";
import { elsewhere, paper, type Stage, setStage, unknownChannel } from "./stage.js";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
}, 120_000);

afterAll(() => stage.clear());

describe("what only a forged custom_id can ask for", () => {
  const press: Stage["press"] = (...given) => stage.press(...given);
  const saidTo = async (outcome: Promise<Outcome>): Promise<string> => {
    const answer = await outcome;
    if (answer.kind === "choices") throw new Error("suggestions are not an answer");
    return textOf(messageOf(answer));
  };
  const idAfter = (customIds: readonly string[], name: string) =>
    customIds.find((one) => one.startsWith(`${name}:`))?.split(":")[1] ?? "";
  /** A draft of Ada's, by its id. */
  const draft = async (query = "z") => {
    const preview = messageOf(await stage.paperboy.person("Ada").run("subscribe", { query }));
    return idAfter(customIdsOf(preview), "save");
  };
  const subscribed = async (): Promise<string> => {
    const saved = await press("Ada", `save:${await draft()}`);
    if (saved.kind === "choices") throw new Error("suggestions are not an answer");
    return idAfter(customIdsOf(messageOf(saved)), "subscription");
  };
  /** Sends a form that was never shown so. */
  const submit = async (customId: string, ...fields: object[]) => {
    const [messageId = ""] = await stage.messagesFor("Ada");
    const components = fields.map((component) => ({ type: ComponentType.Label, component }));
    const data = { custom_id: customId, components };
    const forged = { person: "Ada", channel: "papers", messageId, type: InteractionType.ModalSubmit, data };
    return saidTo(stage.paperboy.sandbox.forge(forged));
  };
  const text = (custom_id: string, value: string) => ({ type: ComponentType.TextInput, custom_id, value });
  const pick = (custom_id: string, ...values: string[]) => ({
    ...{ type: ComponentType.StringSelect, custom_id },
    values,
  });

  test.each([["nowhere"], ["__proto__"], []])(
    "a menu with %j picked leaves the server its lists",
    async (...values) => {
      const said = await saidTo(
        press("Ada", "choose:0", { component_type: ComponentType.StringSelect, values }),
      );
      expect(said).toContain("A server sees at least one list");
      expect(textOf(messageOf(await stage.paperboy.person("Mira").run("lists")))).not.toContain("## 0 lists");
    },
  );

  test("an unknown list beside a known one in a menu is left out", async () => {
    const menu = (...values: string[]) =>
      saidTo(press("Ada", "choose:0", { component_type: ComponentType.StringSelect, values }));
    expect(await menu("quant", "nowhere")).toContain("sees:\n- Quantization\n-#");
    expect(stage.rows("guild_lists").some(({ list_id }) => list_id === "nowhere")).toBe(false);
    await menu("quant", "efficient");
  });

  test("a channel or a role of another server is not saved, nor a mention of everyone", async () => {
    const before = stage.rows("subscriptions");
    const filled = async (name: string, value: string) =>
      submit(`filled:${await draft()}`, pick(name, value));
    expect(await filled("channel", unknownChannel)).toContain("is not one of these");
    expect(await filled("role", elsewhere)).toContain("does not have that role");
    expect(await filled("role", stage.paperboy.sandbox.guildId)).toContain("cannot mention everyone");
    expect(stage.rows("subscriptions")).toEqual(before);
  });

  test("an admin of a server without the bot manages nothing there", async () => {
    const before = stage.everything();
    const data = {
      custom_id: "choose:0",
      component_type: ComponentType.StringSelect,
      values: ["quant"],
    };
    const [messageId = ""] = await stage.messagesFor("Ada");
    const said = await saidTo(
      stage.paperboy.sandbox.forge({
        ...{ person: "Ada", channel: "papers", messageId, type: InteractionType.MessageComponent, data },
        instead: { guild_id: elsewhere, guild: { id: elsewhere, locale: "en-US", features: [] } },
      }),
    );
    expect(said).toContain("*Manage Server*");
    expect(stage.everything()).toEqual(before);
  });

  test("a shared paper leads back nowhere: an admin would press its button in good faith", async () => {
    const shared = await press("Mira", `share:paper:${paperId(paper)}:choose:0`);
    if (shared.kind === "choices") throw new Error("suggestions are not an answer");
    const message = messageOf(shared);
    expect(message.only_for).toBeUndefined();
    expect(textOf(message)).toContain(paper);
    expect(customIdsOf(message)).not.toContain("choose:0");
  });

  test("what has no path of its own is not shared", async () => {
    expect(await saidTo(press("Ada", `share:subscription:${await subscribed()}`))).toBe(
      "\nThis cannot be shared.",
    );
  });

  test("a form with fields missing, or of other kinds, changes nothing", async () => {
    await subscribed();
    const before = stage.rows("subscriptions");
    const id = await draft();
    expect(await submit(`filled:${id}`)).toContain("## Subscribe?");
    expect(await submit(`filled:${id}`, pick("kinds", "nothing"))).toContain("at least one kind");
    expect(await submit(`filled:${id}`, pick("often", "soon"))).toContain("*When* is `at once`");
    expect(await submit(`filled:${id}`, pick("tags", "made up"))).toContain("Only the posts of a forum");
    expect(await submit(`edited:${id}`, text("query", "bert"))).toContain("start again");
    expect(await submit("filled:nothing", text("query", "bert"))).toContain("start again");
    expect(stage.rows("subscriptions")).toEqual(before);
  });

  test("a form does not open where a form was sent", async () => {
    const [messageId = ""] = await stage.messagesFor("Ada");
    const data = { custom_id: `edit:${await subscribed()}`, components: [] };
    const forged = { person: "Ada", channel: "papers", messageId, type: InteractionType.ModalSubmit, data };
    expect(await saidTo(stage.paperboy.sandbox.forge(forged))).toContain("press its button again");
  });
});

describe("/held", () => {
  const heldIn = async (operatorGuildId: string): Promise<void> => {
    const other = await startPaperboy({
      CONFIG_FILE: stage.configFile,
      OPERATOR_GUILD_ID: operatorGuildId,
    });
    try {
      const about = messageOf(await other.person("Ada").run("about"));
      const forged = [
        { type: InteractionType.ApplicationCommand, data: { id: "1", name: "held", type: 1, options: [] } },
        ...["held:efficient", "release:baseline:efficient", "release:announcements:efficient"].map(
          (custom_id) => ({
            type: InteractionType.MessageComponent,
            messageId: about.id,
            data: { custom_id, component_type: ComponentType.Button },
          }),
        ),
      ];
      for (const one of forged) {
        const outcome = await other.sandbox.forge({ person: "Ada", ...one });
        if (outcome.kind === "choices") throw new Error("suggestions are not an answer");
        expect(textOf(messageOf(outcome))).toBe(
          "\nThis is for the operator of the bot, in the operator's own server.",
        );
      }
      expect(other.logged.filter((line) => line.includes("released"))).toEqual([]);
    } finally {
      await other.stop();
    }
  };

  test("and its buttons are refused to an admin where no server is the operator's", () => heldIn(""));
});
