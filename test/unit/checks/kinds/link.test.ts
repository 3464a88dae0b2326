import { describe, expect, test } from 'vitest';
import { link } from '../../../../src/checks/kinds/link.ts';
import type { Link } from '../../../../src/system/ip.ts';

const evidence = { command: 'look', output: 'seen' };

const veth: Link = {
  ifindex: 2,
  ifname: 'veth-red',
  flags: ['UP', 'LOWER_UP'],
  mtu: 1500,
  address: '02:00:00:00:00:01',
  link_index: 3,
  link_netnsid: 0,
  linkinfo: { info_kind: 'veth' },
};
const end: Link = { ...veth, ifname: 'veth-red-br', ifindex: 3, link_index: 2, link_netnsid: 1, master: 'v-net-0' };
const red = { place: 'red', netns: 'net:[1]', known: [{ nsid: 0 }] };
const host = {
  place: 'host',
  netns: 'net:[2]',
  known: [
    { nsid: 1, name: 'red' },
    { nsid: 2, name: 'blue' },
  ],
};
const wire = { here: red, there: host, dev: 'veth-red-br', link: end, present: ['lo', 'veth-red-br'] };
const only = { whereabouts: undefined, peer: undefined };

type Seen = Parameters<typeof link.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  ['an interface that is there', { at: 'red:veth-red' }, { link: veth, ...only }, 'passed', 'veth-red in red'],
  [
    'one that is missing',
    { at: 'red:veth-red' },
    { link: undefined, peer: undefined, whereabouts: { present: ['lo'], elsewhere: [] } },
    'failed',
    'red has no interface veth-red (it has lo)',
  ],
  [
    'one that is elsewhere',
    { at: 'red:veth-red' },
    { link: undefined, peer: undefined, whereabouts: { present: ['lo'], elsewhere: ['host'] } },
    'failed',
    'it is in host',
    'ip link set veth-red netns red',
  ],
  [
    'one left down',
    { at: 'red:veth-red', state: 'up' },
    { link: { ...veth, flags: [] }, ...only },
    'failed',
    'veth-red down',
    'starts down',
  ],
  [
    'a carrier missing because the other end is down',
    { at: 'red:veth-red', carrier: true },
    { link: { ...veth, flags: ['UP'] }, ...only },
    'failed',
    'no carrier',
    'Its other end',
  ],
  [
    'a carrier missing because it is down itself',
    { at: 'red:veth-red', carrier: true },
    { link: { ...veth, flags: [] }, ...only },
    'failed',
    'no carrier',
    'It is down itself',
  ],
  [
    'several wishes, of which one fails',
    { at: 'red:veth-red', kind: 'veth', mtu: 1400, state: 'up' },
    { link: veth, ...only },
    'failed',
    'mtu 1500',
  ],
  [
    'a MAC in another spelling',
    { at: 'red:veth-red', mac: '02:00:00:00:00:01' },
    { link: { ...veth, address: '02:00:00:00:00:01' }, ...only },
    'passed',
    '02:00:00:00:00:01',
  ],
  [
    'a port of no bridge',
    { at: 'host:veth-red-br', master: 'none' },
    { link: end, ...only },
    'failed',
    'a port of v-net-0',
  ],
  [
    'a wire',
    { at: 'red:veth-red', peer: 'host:veth-red-br' },
    { link: veth, whereabouts: undefined, peer: wire },
    'passed',
    'wired to host:veth-red-br',
  ],
  [
    'equal numbers that name another namespace',
    { at: 'red:veth-red', peer: 'host:veth-red-br' },
    { link: veth, whereabouts: undefined, peer: { ...wire, link: { ...end, link_netnsid: 2 } } },
    'failed',
    'interface number 3 of the node',
    'different pairs',
  ],
  [
    'only one end that names the other',
    { at: 'red:veth-red', peer: 'host:veth-red-br' },
    { link: veth, whereabouts: undefined, peer: { ...wire, link: { ...end, link_index: 9 } } },
    'failed',
    'wired to interface number 3',
  ],
  [
    'both ends in one namespace',
    { at: 'red:veth-red', peer: 'host:veth-red-br' },
    {
      link: { ifindex: 2, ifname: 'veth-red', flags: [], mtu: 1500, link: 'veth-red-br' },
      whereabouts: undefined,
      peer: { ...wire, link: undefined },
    },
    'failed',
    'host has no interface veth-red-br',
    'veth-red-br is in red too',
  ],
  [
    'no other place',
    { at: 'red:veth-red', peer: 'blue:x' },
    { link: veth, whereabouts: undefined, peer: { ...wire, there: undefined, link: undefined } },
    'failed',
    'no namespace blue',
  ],
  ['a vxlan that is none', { at: 'red:veth-red', vxlan: { id: 1 } }, { link: veth, ...only }, 'failed', 'of kind veth'],
  [
    'a vxlan over IPv6',
    { at: 'red:veth-red', vxlan: { id: 1, local: 'fd00:0::1' } },
    { link: { ...veth, linkinfo: { info_kind: 'vxlan', info_data: { id: 1, local6: 'fd00::1' } } }, ...only },
    'passed',
    'VXLAN id 1',
  ],
];

describe('link', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = link.judge(link.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['a place without an interface', { at: 'red' }],
    ['a state that is neither', { at: 'red:eth0', state: 'on' }],
    ['a name that is too long', { at: 'red:veth-much-too-long' }],
  ])('refuses %s', (_title, entry) => {
    expect(link.schema.safeParse(entry).success).toBe(false);
  });
});
