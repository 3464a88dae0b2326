import { describe, expect, test } from 'vitest';
import { conntrack } from '../../../../src/checks/kinds/conntrack.ts';

const evidence = { command: 'look', output: 'seen' };

const tuple = (source: string, destination: string, dport?: number) => ({ source, destination, sport: 5000, dport });
const published = {
  protocol: 'tcp',
  state: 'ESTABLISHED',
  original: tuple('192.168.1.3', '192.168.1.2', 8080),
  reply: tuple('192.168.15.2', '192.168.1.3'),
  flags: [],
};
const entry = { at: 'host', protocol: 'tcp', source: '192.168.1.3', dport: 8080 };

type Seen = Parameters<typeof conntrack.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  [
    'a published port',
    { ...entry, 'reply-source': '192.168.15.2', 'reply-destination': '192.168.1.3' },
    { connections: [published] },
    'passed',
    'tcp 192.168.1.3 → 192.168.1.2 port 8080, answered 192.168.15.2 → 192.168.1.3',
  ],
  ['a range', { at: 'host', source: '192.168.1.0/24' }, { connections: [published] }, 'passed', '192.168.1.3'],
  [
    'packets that were not translated',
    { ...entry, 'reply-source': '192.168.15.1' },
    { connections: [published] },
    'failed',
    'answered 192.168.15.2',
    'not translated that way',
  ],
  [
    'no such packets',
    { ...entry, dport: 80 },
    { connections: [published] },
    'failed',
    'none among 1 connections',
    'No such packet',
  ],
  ['nothing tracked', entry, { connections: [] }, 'failed', 'no connections at all', 'makes the kernel track'],
  ['a connection that must not be', { ...entry, exists: false }, { connections: [published] }, 'failed', '192.168.1.3'],
];

describe('conntrack', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = conntrack.judge(conntrack.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    [
      'two kinds of traffic',
      { at: 'host', during: { ping: { from: 'red', to: '10.0.0.1' }, tcp: { from: 'red', to: '10.0.0.1', port: 80 } } },
    ],
    ['traffic with an unknown key', { at: 'host', during: { ping: { from: 'red', too: '10.0.0.1' } } }],
  ])('refuses %s', (_title, entry) => {
    expect(conntrack.schema.safeParse(entry).success).toBe(false);
  });
});
