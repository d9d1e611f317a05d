import { expect, it } from "vitest";
import type { ClientState } from "../../src/sandbox/page/state/client-state.js";
import { createActs } from "../../src/sandbox/page/state/create-acts.js";
import { createStore } from "../../src/sandbox/page/state/store.js";
import type { Person } from "../../src/sandbox/person.js";
import type { Answer } from "../../src/sandbox/protocol.js";

const NOTHING: ClientState = {
  connection: "live",
  world: {
    server: { id: "1", name: "Server" },
    bot: { id: "2", name: "Bot", online: true },
    channels: [],
    people: [],
    roles: [],
    panels: [],
  },
  personId: "mira",
  channelId: "10",
  commands: [],
  messages: {},
  unread: new Set(),
  runs: [],
  acts: {},
  form: undefined,
  traffic: [],
  composed: undefined,
};

/** A person whose commands are answered when the test says so. */
function slowPerson(id: string) {
  let answer = (_: Answer) => {};
  const promise = new Promise<Answer>((resolve) => {
    answer = resolve;
  });
  const unused = async () => {
    throw new Error("not part of this test");
  };
  const person: Person = {
    id,
    run: () => promise,
    world: unused,
    commands: unused,
    suggest: unused,
    press: unused,
    choose: unused,
    submit: unused,
    say: unused,
    dismiss: unused,
    read: unused,
    go: () => {},
  };
  return { person, answer };
}

const FORM: Answer = { kind: "modal", modal: { custom_id: "f", title: "Form", components: [] } };

it("shows a command as waiting until its answer is there", async () => {
  const store = createStore(NOTHING);
  const { person, answer } = slowPerson("mira");
  createActs(store, () => person).run("about", {});
  expect(store.get().runs).toMatchObject([{ command: "about", state: { kind: "waiting" } }]);
  answer({ kind: "failed", reason: "Too late" });
  await expect
    .poll(() => store.get().runs)
    .toMatchObject([{ state: { kind: "failed", reason: "Too late" } }]);
});

it("keeps an answer from whoever the page has become meanwhile", async () => {
  const store = createStore(NOTHING);
  const [mira, jun] = [slowPerson("mira"), slowPerson("jun")];
  let current = mira.person;
  const acts = createActs(store, () => current);
  acts.run("form", {});
  current = jun.person;
  mira.answer(FORM);
  acts.run("form", {});
  jun.answer({ kind: "acknowledged" });
  await expect.poll(() => store.get().runs.length).toBe(1);
  expect(store.get().form).toBeUndefined();
});
