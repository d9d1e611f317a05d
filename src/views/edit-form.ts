import { ComponentType, TextInputStyle } from "discord-api-types/v10";
import { UserError } from "../interactions/user-error.js";
import type { Form } from "../interactions/view.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { formatCadence, parseCadence } from "./cadence.js";
import { allKinds, kindNames } from "./change-kinds.js";

/** A form to edit the filter, the kinds and the cadence of a subscription. */
export function editForm(customId: string, { query, kinds, cadence }: Subscription): Form {
  return {
    kind: "form",
    modal: {
      custom_id: customId,
      title: "Edit the subscription",
      components: [
        {
          type: ComponentType.Label,
          label: "Filter",
          description: "A search query; empty for any paper",
          component: {
            type: ComponentType.TextInput,
            custom_id: "query",
            style: TextInputStyle.Short,
            required: false,
            max_length: 200,
            ...(query === "" ? {} : { value: query }),
          },
        },
        {
          type: ComponentType.Label,
          label: "Changes",
          component: {
            type: ComponentType.StringSelect,
            custom_id: "kinds",
            min_values: 1,
            max_values: allKinds.length,
            options: allKinds.map((kind) => ({
              label: kindNames[kind],
              value: kind,
              default: kinds.includes(kind),
            })),
          },
        },
        {
          type: ComponentType.Label,
          label: "When",
          description: "at once, daily at 9 Europe/Berlin, weekly on Monday at 9 UTC",
          component: {
            type: ComponentType.TextInput,
            custom_id: "cadence",
            style: TextInputStyle.Short,
            required: true,
            max_length: 80,
            value: formatCadence(cadence),
          },
        },
      ],
    },
  };
}

/** The subscription's settings with what was filled in. @throws {UserError} for an invalid cadence. */
export function readEdit(
  before: Subscription,
  fields: ReadonlyMap<string, readonly string[]>,
): SubscriptionSettings {
  const [written = ""] = fields.get("cadence") ?? [];
  const cadence = parseCadence(written);
  if (cadence === null) {
    throw new UserError("*When* is `at once`, `daily at 9 Europe/Berlin` or `weekly on Monday at 9 UTC`.");
  }
  const picked = fields.get("kinds") ?? [];
  return {
    ...before,
    query: fields.get("query")?.[0] ?? "",
    kinds: allKinds.filter((kind) => picked.includes(kind)),
    cadence,
  };
}
