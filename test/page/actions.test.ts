import { expect, it } from "vitest";
import type { ClientState } from "../../src/sandbox/page/state/client-state.js";
import { createActions } from "../../src/sandbox/page/state/create-actions.js";
import { createStore } from "../../src/sandbox/page/state/store.js";
import type { Person } from "../../src/sandbox/person.js";
import type { Answer } from "../../src/sandbox/protocol.js";

const initialState: ClientState = {
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
  linkedMessageId: undefined,
  commands: [],
  messages: {},
  unread: new Set(),
  runs: [],
  componentUses: {},
  form: undefined,
  traffic: [],
  composed: undefined,
};

/** A person whose commands are answered when the test calls `answer`. */
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
    runOn: unused,
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

const formAnswer: Answer = { kind: "modal", modal: { custom_id: "f", title: "Form", components: [] } };

it("shows a command as waiting until it is answered", async () => {
  const store = createStore(initialState);
  const { person, answer } = slowPerson("mira");
  createActions(store, () => person).run("about", {});
  expect(store.get().runs).toMatchObject([{ command: "about", state: { kind: "waiting" } }]);
  answer({ kind: "failed", reason: "Too late" });
  await expect
    .poll(() => store.get().runs)
    .toMatchObject([{ state: { kind: "failed", reason: "Too late" } }]);
});

it("drops an answer that arrives after switching to another person", async () => {
  const store = createStore(initialState);
  const [mira, jun] = [slowPerson("mira"), slowPerson("jun")];
  let current = mira.person;
  const acts = createActions(store, () => current);
  acts.run("form", {});
  current = jun.person;
  mira.answer(formAnswer);
  acts.run("form", {});
  jun.answer({ kind: "acknowledged" });
  await expect.poll(() => store.get().runs.length).toBe(1);
  expect(store.get().form).toBeUndefined();
});
