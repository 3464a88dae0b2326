import { describe, expect, test } from 'vitest';
import { listening } from '../../../../src/checks/kinds/listening.ts';

const evidence = { command: 'look', output: 'seen' };

const nginx = (address: string, port = 80) => ({ protocol: 'tcp' as const, address, port, processes: ['nginx'] });

type Seen = Parameters<typeof listening.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  [
    'all addresses',
    { at: 'red', port: 80, address: '10.0.0.1' },
    { listeners: [nginx('0.0.0.0')] },
    'passed',
    'nginx on 0.0.0.0',
  ],
  [
    'both families',
    { at: 'red', port: 80, address: '10.0.0.1' },
    { listeners: [nginx('*')] },
    'passed',
    'all addresses',
  ],
  [
    'all addresses of the other family',
    { at: 'red', port: 80, address: '10.0.0.1' },
    { listeners: [nginx('::')] },
    'failed',
    'nginx on ::',
    'bound to one address',
  ],
  [
    'only loopback',
    { at: 'red', port: 80, address: '10.0.0.1' },
    { listeners: [nginx('127.0.0.1')] },
    'failed',
    'nginx on 127.0.0.1',
    'answers only there',
  ],
  [
    'another port',
    { at: 'red', port: 81 },
    { listeners: [nginx('0.0.0.0')] },
    'failed',
    'nothing listens on tcp port 81',
  ],
  [
    'the other protocol',
    { at: 'red', port: 80, protocol: 'udp' },
    { listeners: [nginx('0.0.0.0')] },
    'failed',
    'nothing listens on udp port 80',
    'but with tcp',
  ],
  [
    'another program',
    { at: 'red', port: 80, process: 'coredns' },
    { listeners: [nginx('0.0.0.0')] },
    'failed',
    'nginx on 0.0.0.0',
  ],
  [
    'a port that must be free',
    { at: 'red', port: 80, exists: false },
    { listeners: [nginx('0.0.0.0')] },
    'failed',
    'nginx',
  ],
  ['a free port', { at: 'red', port: 80, exists: false }, { listeners: [] }, 'passed', 'nothing listens'],
];

describe('listening', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = listening.judge(listening.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([['a port out of range', { at: 'red', port: 70000 }]])('refuses %s', (_title, entry) => {
    expect(listening.schema.safeParse(entry).success).toBe(false);
  });
});
