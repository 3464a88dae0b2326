import * as z from 'zod';
import { type CheckKinds, labSchema } from './schema.ts';

/** JSON Schema (2020-12) of lab.yaml as an author writes it, for editors: defaulted keys are optional. */
export function labJsonSchema(kinds: CheckKinds): Record<string, unknown> {
  const schema = z.toJSONSchema(labSchema(kinds), {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'ref',
    unrepresentable: 'any',
  });
  return { title: 'netlab lab', ...schema };
}
