import { describe, expect, test } from 'vitest';
import { nft } from '../../../../src/checks/kinds/nft.ts';

const evidence = { command: 'look', output: 'seen' };

const forward = {
  name: 'fwd',
  hook: 'forward',
  type: 'filter',
  policy: 'drop',
  rules: [['tcp', 'dport', '80', 'accept']],
};
const own = { name: 'own', hook: undefined, type: undefined, policy: undefined, rules: [] };
const tables = [
  { family: 'inet', name: 'guard', chains: [forward, own] },
  { family: 'ip', name: 'empty', chains: [] },
];

type Seen = Parameters<typeof nft.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['a table', { at: 'host', table: 'empty', family: 'ip' }, { tables }, 'passed', 'table ip empty'],
  [
    'another family',
    { at: 'host', table: 'empty', family: 'inet' },
    { tables },
    'failed',
    'only the tables inet guard, ip empty',
  ],
  ['no tables', { at: 'host', table: 'guard' }, { tables: [] }, 'failed', 'no tables at all'],
  [
    'a rule',
    { at: 'host', chain: 'fwd', 'rule-contains': ['tcp dport 80', 'accept'] },
    { tables },
    'passed',
    'tcp dport 80 accept',
  ],
  [
    'words that are not one after another',
    { at: 'host', chain: 'fwd', 'rule-contains': ['tcp 80'] },
    { tables },
    'failed',
    'the rules: tcp dport 80 accept',
  ],
  [
    'a rule of another chain',
    { at: 'host', chain: 'own', 'rule-contains': ['accept'] },
    { tables },
    'failed',
    'such a rule in inet guard fwd',
  ],
  [
    'another policy',
    { at: 'host', chain: 'fwd', policy: 'accept' },
    { tables },
    'failed',
    'chain fwd (hook forward, policy drop)',
  ],
  [
    'a table without chains',
    { at: 'host', table: 'empty', chain: 'x' },
    { tables },
    'failed',
    'a table without chains',
  ],
  [
    'a rule that must not be',
    { at: 'host', 'rule-contains': ['accept'], exists: false },
    { tables },
    'failed',
    'tcp dport 80 accept',
  ],
];

describe('nft', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = nft.judge(nft.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([['an unknown family', { at: 'host', family: 'ipv4' }]])('refuses %s', (_title, entry) => {
    expect(nft.schema.safeParse(entry).success).toBe(false);
  });
});
