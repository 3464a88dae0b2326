import * as z from 'zod';

/** The keys that the object at a path of the data may have, read from its schema; for did-you-mean sentences. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let candidates = objectsIn(schema);
  for (const step of path) candidates = candidates.flatMap((candidate) => stepInto(candidate, step));
  return [...new Set(candidates.flatMap((found) => (found instanceof z.ZodObject ? Object.keys(found.shape) : [])))];
}

/** The containers behind optional, default, pipe and union. */
function objectsIn(schema: unknown): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(objectsIn);
  if (schema instanceof z.ZodPipe) return objectsIn(schema.def.in);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return objectsIn(schema.def.innerType);
  }
  return schema instanceof z.ZodType ? [schema] : [];
}

function stepInto(schema: z.ZodType, step: PropertyKey): z.ZodType[] {
  if (schema instanceof z.ZodObject) return objectsIn(schema.shape[String(step)]);
  if (schema instanceof z.ZodRecord) return objectsIn(schema.valueType);
  if (schema instanceof z.ZodArray) return objectsIn(schema.element);
  if (schema instanceof z.ZodTuple) return objectsIn(schema.def.items[Number(step)]);
  return [];
}
