import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { kinds } from '../../../src/checks/kinds.ts';

type JsonSchema = { properties?: Record<string, JsonSchema>; description?: string; anyOf?: JsonSchema[] };

describe.each([...kinds])('the kind %s', (name, kind) => {
  test('is listed under its own name', () => {
    expect(kind.kind).toBe(name);
  });

  test('becomes JSON Schema in which every key is described, for editors and the reference page', () => {
    const schema = z.toJSONSchema(kind.schema, { target: 'draft-7', io: 'input' }) as JsonSchema;
    const properties = [schema, ...(schema.anyOf ?? [])].flatMap((one) => Object.entries(one.properties ?? {}));
    expect(properties.length).toBeGreaterThan(0);
    expect(properties.filter(([, { description }]) => !description).map(([key]) => key)).toEqual([]);
  });

  test('refuses an unknown key', () => {
    expect(kind.schema.safeParse({ 'no-such-key': 1 }).success).toBe(false);
  });
});

test('all kinds of the lab format are there', () => {
  const state = ['namespace', 'link', 'address', 'route', 'path', 'neighbour', 'fdb', 'sysctl', 'iptables', 'nft'];
  const more = ['conntrack', 'listening', 'process', 'file', 'command'];
  expect([...kinds.keys()]).toEqual(expect.arrayContaining([...state, ...more]));
});

test.each([...kinds.values()].map(({ kind, example = '', schema }) => ({ kind, example, schema })))(
  'the example of $kind is an entry of that kind',
  ({ kind, example, schema }) => {
    const entry: unknown = parse(example);
    expect(Object.keys(entry as object)).toEqual([kind]);
    expect(schema.safeParse((entry as Record<string, unknown>)[kind]).error).toBeUndefined();
  },
);
