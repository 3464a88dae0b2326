import { describe, expect, test } from 'vitest';
import { sysctl } from '../../../../src/checks/kinds/sysctl.ts';

const evidence = { command: 'look', output: 'seen' };

type Seen = Parameters<typeof sysctl.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['the value', { at: 'host', key: 'net.ipv4.ip_forward', is: 1 }, { value: '1' }, 'passed', 'net.ipv4.ip_forward = 1'],
  [
    'another value',
    { at: 'host', key: 'net.ipv4.ip_forward', is: 1 },
    { value: '0' },
    'failed',
    '= 0',
    'Each network namespace',
  ],
  ['one of several', { at: 'host', key: 'net.ipv4.conf.all.rp_filter', is: [0, '2'] }, { value: '2' }, 'passed', '= 2'],
  [
    'no such setting',
    { at: 'host', key: 'net.ipv4.conf.eth9.rp_filter', is: 0 },
    { value: undefined },
    'failed',
    'no setting',
    'only while it does',
  ],
  [
    'bridge filtering that is not loaded is off',
    { at: 'host', key: 'net.bridge.bridge-nf-call-iptables', is: 0 },
    { value: undefined },
    'passed',
    '= 0',
  ],
  [
    'bridge filtering that is not loaded is not on',
    { at: 'host', key: 'net.bridge.bridge-nf-call-iptables', is: 1 },
    { value: undefined },
    'failed',
    '= 0',
  ],
];

describe('sysctl', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = sysctl.judge(sysctl.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['no allowed value', { at: 'host', key: 'net.ipv4.ip_forward', is: [] }],
    ['a path', { at: 'host', key: '/proc/sys/net', is: 1 }],
  ])('refuses %s', (_title, entry) => {
    expect(sysctl.schema.safeParse(entry).success).toBe(false);
  });
});
