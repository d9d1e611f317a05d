import { create, insertMultiple, search } from "@orama/orama";
import { toDocument } from "../document.js";
import type { Engine } from "../measure.js";

export const orama: Engine = {
  name: "Orama, stemming and tolerance 1",
  async build(papers) {
    const index = create({
      schema: { title: "string", venue: "string", year: "string" } as const,
      components: { tokenizer: { language: "english", stemming: true } },
    });
    await insertMultiple(index, papers.map(toDocument), 1_000);
    return async (text) => {
      const { hits } = await search(index, { term: text, tolerance: 1, limit: 10 });
      return hits.map(({ id }) => id);
    };
  },
};
