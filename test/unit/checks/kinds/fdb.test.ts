import { describe, expect, test } from 'vitest';
import { fdb } from '../../../../src/checks/kinds/fdb.ts';
import type { FdbEntry } from '../../../../src/system/bridge.ts';

const evidence = { command: 'look', output: 'seen' };

const link = (ifname: string, more = {}) => ({ ifindex: 1, ifname, flags: [], mtu: 1500, ...more });
const links = [
  link('br0', { linkinfo: { info_kind: 'bridge' } }),
  link('p1', { master: 'br0' }),
  link('p2', { master: 'br0' }),
  link('p3'),
  link('vx', { master: 'br0', linkinfo: { info_kind: 'vxlan' } }),
];
const mac = '02:00:00:00:00:01';
const row = (ifname: string, state = '', flags: string[] = [], master = 'br0') => ({
  mac,
  ifname,
  master,
  state,
  flags,
});
const at = (dst: string) => ({ ...row('vx', '', ['self']), master: undefined, dst });
const entry = { bridge: 'host:br0', behind: 'p1', 'mac-of': 'red:eth0' };
const remote = { ...entry, behind: 'vx', vtep: '10.0.0.2' };
const seen = (...table: FdbEntry[]) => ({ links, table, truth: { mac } });

type Seen = Parameters<typeof fdb.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['a learned address', entry, seen(row('p1')), 'passed', `${mac} behind p1`],
  ['a static address', entry, seen(row('p1', 'static')), 'passed', 'behind p1'],
  ['nothing learned', entry, seen(), 'failed', 'br0 does not know', '300 seconds'],
  ['the own address of a port', entry, seen(row('p1', 'permanent')), 'failed', 'does not know'],
  ['what a device keeps for itself', entry, seen(row('p1', '', ['self'])), 'failed', 'does not know'],
  ['another bridge', entry, seen(row('p1', '', [], 'br1')), 'failed', 'does not know'],
  ['another port', entry, seen(row('p2')), 'failed', 'behind p2'],
  ['another port, as it must be', { ...entry, known: false }, seen(row('p2')), 'passed', 'behind p2'],
  ['no bridge', { ...entry, bridge: 'host:br9' }, seen(), 'failed', 'host has no interface br9'],
  ['a port that is none', { ...entry, behind: 'p3' }, seen(), 'failed', 'p3 is not a port of br0'],
  [
    'a missing port is not an address unknown',
    { ...entry, behind: 'p9', known: false },
    seen(),
    'failed',
    'host has no interface p9',
  ],
  [
    'a missing owner',
    entry,
    { links, table: [], truth: { missing: 'no namespace red' } },
    'failed',
    'no namespace red',
  ],
  ['a MAC address at its VTEP', remote, seen(row('vx'), at('10.0.0.2')), 'passed', 'to 10.0.0.2'],
  ['one of several VTEPs', remote, seen(row('vx'), at('10.0.0.3'), at('10.0.0.2')), 'passed', '10.0.0.3, 10.0.0.2'],
  [
    'a VTEP written another way',
    { ...remote, vtep: '2001:db8:0::2' },
    seen(row('vx'), at('2001:db8::2')),
    'passed',
    '2001:db8::2',
  ],
  ['another VTEP', remote, seen(row('vx'), at('10.0.0.3')), 'failed', 'to 10.0.0.3', 'its own table'],
  ['no VTEP', remote, seen(row('vx')), 'failed', 'vx has no VTEP for', 'its own table'],
  ['a VTEP of an address the bridge does not know', remote, seen(at('10.0.0.2')), 'failed', 'br0 does not know'],
  ['a VTEP behind a port that is no VXLAN', { ...remote, behind: 'p1' }, seen(row('p1')), 'failed', 'not a VXLAN'],
];

describe('fdb', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = fdb.judge(fdb.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['neither MAC nor owner', { bridge: 'host:br0', behind: 'p1' }],
    ['a VTEP that must not be', { ...remote, known: false }],
    ['a VTEP that is no address', { ...remote, vtep: 'node2' }],
    ['a bridge without a place', { bridge: 'br0', behind: 'p1', mac: '02:00:00:00:00:01' }],
  ])('refuses %s', (_title, entry) => {
    expect(fdb.schema.safeParse(entry).success).toBe(false);
  });
});
