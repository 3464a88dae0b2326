import { describe, expect, test } from 'vitest';
import { neighbour } from '../../../../src/checks/kinds/neighbour.ts';

const evidence = { command: 'look', output: 'seen' };

const row = (state: string, lladdr?: string) => ({
  dst: '10.0.0.2',
  dev: 'eth0',
  ...(lladdr === undefined ? {} : { lladdr }),
  state: [state],
});
const mac = '02:00:00:00:00:02';
const truth = { mac };

type Seen = Parameters<typeof neighbour.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  [
    'the true MAC',
    { at: 'red', to: '10.0.0.2', peer: 'blue:eth0' },
    { table: [row('STALE', mac)], truth },
    'passed',
    `known as ${mac}`,
  ],
  ['any MAC', { at: 'red', to: '10.0.0.2' }, { table: [row('PERMANENT', mac)], truth: undefined }, 'passed', mac],
  [
    'another MAC',
    { at: 'red', to: '10.0.0.2', peer: 'blue:eth0' },
    { table: [row('REACHABLE', '02:00:00:00:00:09')], truth },
    'failed',
    'known as 02:00:00:00:00:09',
    'given twice',
  ],
  [
    'a MAC that is written in the lab',
    { at: 'red', to: '10.0.0.2', mac: '02:00:00:00:00:0A' },
    { table: [row('REACHABLE', '02:00:00:00:00:0a')], truth: undefined },
    'passed',
    '02:00:00:00:00:0a',
  ],
  [
    'nobody answered',
    { at: 'red', to: '10.0.0.2' },
    { table: [row('FAILED')], truth: undefined },
    'failed',
    '10.0.0.2 is FAILED on eth0',
    'nobody answered',
  ],
  [
    'an old MAC that is no longer answered',
    { at: 'red', to: '10.0.0.2' },
    { table: [row('FAILED', mac)], truth: undefined },
    'failed',
    'FAILED',
  ],
  [
    'never asked',
    { at: 'red', to: '10.0.0.2' },
    { table: [], truth: undefined },
    'failed',
    'no entry for 10.0.0.2',
    'never asked',
  ],
  [
    'known on another interface',
    { at: 'red', to: '10.0.0.2', dev: 'eth1' },
    { table: [row('REACHABLE', mac)], truth: undefined },
    'failed',
    'no entry',
  ],
  [
    'a peer that is missing',
    { at: 'red', to: '10.0.0.2', peer: 'blue:eth0' },
    { table: [row('REACHABLE', mac)], truth: { missing: 'blue has no interface eth0' } },
    'failed',
    'blue has no interface eth0',
  ],
  [
    'a question without an answer is not knowing',
    { at: 'host', 'within-prefix': '10.0.0.0/24', known: false },
    { table: [row('INCOMPLETE')], truth: undefined },
    'passed',
    'no MAC known',
  ],
  [
    'something in a range that must be empty',
    { at: 'host', 'within-prefix': '10.0.0.0/24', known: false },
    { table: [row('STALE', mac)], truth: undefined },
    'failed',
    `10.0.0.2 is ${mac} on eth0`,
  ],
];

describe('neighbour', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = neighbour.judge(neighbour.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['neither an address nor a range', { at: 'red' }],
    ['a range that should be known', { at: 'red', 'within-prefix': '10.0.0.0/24' }],
  ])('refuses %s', (_title, entry) => {
    expect(neighbour.schema.safeParse(entry).success).toBe(false);
  });
});
