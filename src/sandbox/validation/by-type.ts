import { lazy, type ZodMiniType } from "zod/mini";
import {
  $ZodArray,
  $ZodDiscriminatedUnion,
  $ZodLazy,
  $ZodNullable,
  $ZodObject,
  $ZodOptional,
  type $ZodType,
  type $ZodTypeDef,
  $ZodUnion,
  clone,
} from "zod/v4/core";

/**
 * The same schema, quicker: of a union whose branches differ in their `type`, only the branch that has it is tried.
 * Discord's published schemas try each in turn, and of a message with nested components that is most of the work.
 * What is accepted and what is found wrong stay the same: a `type` that no branch has is tried on all of them.
 */
export function byType<T>(schema: ZodMiniType<T>): ZodMiniType<T> {
  const def = defWithTypeLookup(schema);
  return def ? schema.clone(def) : schema;
}

function withTypeLookup(schema: $ZodType): $ZodType {
  if (schema instanceof $ZodLazy) {
    const { getter } = schema._zod.def;
    return lazy(() => withTypeLookup(getter()));
  }
  if (schema instanceof $ZodUnion) {
    const { options } = schema._zod.def;
    if (!differInType(options)) return schema;
    return new $ZodDiscriminatedUnion({
      type: "union",
      discriminator: "type",
      options: options.map(withTypeLookup),
      inclusive: false,
      unionFallback: true,
    });
  }
  const def = defWithTypeLookup(schema);
  return def ? clone(schema, def) : schema;
}

/** The definition with what is in it made quicker; nothing for a schema with nothing in it. */
function defWithTypeLookup(schema: $ZodType): $ZodTypeDef | undefined {
  if (schema instanceof $ZodObject) {
    const { def } = schema._zod;
    const shape = Object.fromEntries(
      Object.entries(def.shape).map(([key, field]) => [key, withTypeLookup(field)]),
    );
    return withParts(def, { shape });
  }
  if (schema instanceof $ZodArray)
    return withParts(schema._zod.def, { element: withTypeLookup(schema._zod.def.element) });
  if (schema instanceof $ZodOptional || schema instanceof $ZodNullable) {
    return withParts(schema._zod.def, { innerType: withTypeLookup(schema._zod.def.innerType) });
  }
  return undefined;
}

function withParts(def: $ZodTypeDef, parts: object): $ZodTypeDef {
  return { ...def, ...parts };
}

/** Whether each branch has values for its `type`, and no two have one in common. */
function differInType(options: readonly $ZodType[]): boolean {
  const types = options.map((option) => [...(option._zod.propValues?.type ?? [])]);
  return types.every((some) => some.length > 0) && new Set(types.flat()).size === types.flat().length;
}
