import * as z from 'zod';
import type { AnyCheckKind, CheckKind } from '../../src/checks/check.ts';

/** Check kinds small enough to test the lab format without a kernel: what they look at is in the entry itself. */

type NamespaceEntry = { name: string; exists: boolean };
const namespace: CheckKind<NamespaceEntry, boolean> = {
  kind: 'namespace',
  about: 'A named network namespace exists.',
  schema: z.strictObject({
    name: z.string().describe('Its name.'),
    exists: z.boolean().default(true).describe('False when it must not.'),
  }),
  title: ({ name }) => `namespace ${name}`,
  places: () => [],
  probe: async () => true,
  judge: (entry, seen) => verdict(seen === entry.exists),
};

type PingEntry = {
  from?: string | undefined;
  to?: string | undefined;
  matrix?: string[] | undefined;
  reachable: boolean;
};
const ping: CheckKind<PingEntry, boolean> = {
  kind: 'ping',
  about: 'A place reaches an address.',
  schema: z.strictObject({
    from: z.string().optional().describe('Where to ping from.'),
    to: z.string().optional().describe('The address to reach.'),
    matrix: z.array(z.string()).min(2).optional().describe('Places that all reach each other.'),
    reachable: z.boolean().default(true).describe('False when no answer may come.'),
  }),
  title: ({ from, to }) => `${from} reaches ${to}`,
  places: ({ from, matrix = [] }) => [...(from === undefined ? [] : [from]), ...matrix],
  negative: ({ reachable }) => !reachable,
  probe: async () => true,
  judge: (entry, seen) => verdict(seen === entry.reachable),
};

type AddressEntry = { at: string; has: string | string[] };
const address: CheckKind<AddressEntry, boolean> = {
  kind: 'address',
  about: 'An interface has an address.',
  schema: z.strictObject({
    at: z.string().describe('The interface, as place:dev.'),
    has: z.union([z.string(), z.array(z.string())]).describe('The address or addresses.'),
  }),
  title: ({ at }) => `address of ${at}`,
  places: ({ at }) => [at],
  probe: async () => true,
  judge: (_, seen) => verdict(seen),
};

export const tinyKinds: ReadonlyMap<string, AnyCheckKind> = new Map(
  [namespace, ping, address].map((kind): [string, AnyCheckKind] => [kind.kind, kind]),
);

function verdict(holds: boolean) {
  return {
    status: holds ? 'passed' : 'failed',
    expected: '',
    found: '',
    evidence: { command: '', output: '' },
  } as const;
}
