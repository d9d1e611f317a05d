import { ComponentType, InteractionType } from "discord-api-types/v10";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paperId } from "../src/catalogue/paper-id.js";
import type { Outcome } from "../src/sandbox/interactions/interactions.js";
import { customIdsOf, messageOf, startPaperboy, textOf } from "./paperboy.js";
import { base36, elsewhere, paper, type Stage, setStage, unknownChannel } from "./stage.js";

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
  const saveIn = (channel: string, role = "") => `save:${base36(channel)}:1:0:${role}:at once:z`;
  const papersChannel = async (): Promise<string> => {
    const { channels } = await stage.paperboy.person("Ada").world();
    return channels.find(({ name }) => name === "papers")?.id ?? "";
  };
  const subscribed = async (): Promise<string> => {
    const saved = await press("Ada", saveIn(await papersChannel()));
    if (saved.kind === "choices") throw new Error("suggestions are not an answer");
    return (
      customIdsOf(messageOf(saved))
        .find((one) => one.startsWith("subscription:"))
        ?.split(":")[1] ?? ""
    );
  };

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
    const channel = await papersChannel();
    expect(await saidTo(press("Ada", saveIn(unknownChannel)))).toContain("is not one of these");
    expect(await saidTo(press("Ada", saveIn(channel, base36(elsewhere))))).toContain(
      "does not have that role",
    );
    const everyone = base36(stage.paperboy.sandbox.guildId);
    expect(await saidTo(press("Ada", saveIn(channel, everyone)))).toContain("cannot mention everyone");
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
    const id = await subscribed();
    const [messageId = ""] = await stage.messagesFor("Ada");
    const text = (custom_id: string, value: string) => ({ type: ComponentType.TextInput, custom_id, value });
    const pick = (custom_id: string, ...values: string[]) => ({
      ...{ type: ComponentType.StringSelect, custom_id },
      values,
    });
    const submit = (...fields: object[]) => {
      const components = fields.map((component) => ({ type: ComponentType.Label, component }));
      const data = { custom_id: `edited:${id}`, components };
      const forged = { person: "Ada", channel: "papers", messageId, type: InteractionType.ModalSubmit, data };
      return saidTo(stage.paperboy.sandbox.forge(forged));
    };
    const before = stage.rows("subscriptions");
    expect(await submit()).toContain("*When* is `at once`");
    expect(await submit(text("cadence", "at once"))).toContain("Choose at least one kind of change.");
    expect(await submit(text("cadence", "at once"), text("kinds", "nothing"))).toContain("at least one kind");
    expect(await submit(pick("cadence", "soon"), pick("kinds", "added"))).toContain("*When* is `at once`");
    expect(stage.rows("subscriptions")).toEqual(before);
    const changed = await submit(text("query", "bert"), pick("kinds", "removed"), text("cadence", "at once"));
    expect(changed).toContain("removals · for `bert` · at once");
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
