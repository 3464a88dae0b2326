import { describe, expect, test } from 'vitest';
import { address } from '../../../../src/checks/kinds/address.ts';

const evidence = { command: 'look', output: 'seen' };

const here = (cidr: string, dev = 'veth-red') => ({ dev, cidr, duplicate: false });
const interfaces = ['lo', 'veth-red', 'br0'];

type Seen = Parameters<typeof address.judge>[1];
type Row = [string, Record<string, unknown>, Omit<Seen, 'evidence'>, 'passed' | 'failed', string, string?];

const table: Row[] = [
  [
    'the address',
    { at: 'red:veth-red', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.1/24')] },
    'passed',
    '192.168.15.1/24 on veth-red',
  ],
  [
    'no prefix length',
    { at: 'red:veth-red', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.1/32')] },
    'failed',
    'wrong prefix length: /32 instead of /24',
    'takes /32',
  ],
  [
    'another prefix length',
    { at: 'red:veth-red', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.1/16')] },
    'failed',
    '/16 instead of /24',
    'neighbours',
  ],
  [
    'both lengths, of which one is right',
    { at: 'red:veth-red', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.1/32'), here('192.168.15.1/24')] },
    'passed',
    '/24',
  ],
  [
    'another interface of the place',
    { at: 'red:br0', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.1/24')] },
    'failed',
    'the address is on veth-red instead of br0',
    'ip addr del 192.168.15.1/24 dev veth-red',
  ],
  [
    'swapped addresses',
    { at: 'red:veth-red', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.2/24')] },
    'failed',
    '192.168.15.2/24 on veth-red',
  ],
  [
    'no address but the automatic ones',
    { at: 'red:veth-red', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('fe80::1/64')] },
    'failed',
    'no address on veth-red',
  ],
  [
    'a missing interface, with the address elsewhere',
    { at: 'red:eth0', has: '192.168.15.1/24' },
    { interfaces, addresses: [here('192.168.15.1/24')] },
    'failed',
    'red has no interface eth0 (it has lo, veth-red, br0)',
    'The address is on veth-red',
  ],
  [
    'an IPv6 address that another machine has',
    { at: 'red:veth-red', has: 'fd00::1/64' },
    { interfaces, addresses: [{ ...here('fd00::1/64'), duplicate: true }] },
    'failed',
    'refused as a duplicate',
  ],
  [
    'an address in a forbidden range',
    { at: 'red', lacks: ['10.0.0.0/8', '192.168.15.0/24'] },
    { interfaces, addresses: [here('192.168.15.1/24')] },
    'failed',
    '192.168.15.1/24 on veth-red',
  ],
  [
    'nothing in a forbidden range',
    { at: 'red', lacks: '10.0.0.0/8' },
    { interfaces, addresses: [here('192.168.15.1/24')] },
    'passed',
    'no address in 10.0.0.0/8',
  ],
  [
    'one too many',
    { at: 'red:veth-red', has: '192.168.15.1/24', only: true },
    { interfaces, addresses: [here('192.168.15.1/24'), here('10.0.0.1/8')] },
    'failed',
    'also 10.0.0.1/8',
  ],
  [
    'automatic ones beside it',
    { at: 'red:veth-red', has: '192.168.15.1/24', only: true },
    { interfaces, addresses: [here('192.168.15.1/24'), here('fe80::1/64')] },
    'passed',
    'no other addresses',
  ],
];

describe('address', () => {
  test.each(table)('%s', (_title, entry, seen, status, found, because) => {
    const verdict = address.judge(address.schema.parse(entry), { ...seen, evidence });
    expect(verdict).toMatchObject({ status, found: expect.stringContaining(found), evidence });
    if (because !== undefined) expect(verdict.because).toContain(because);
  });

  test.each([
    ['neither has nor lacks', { at: 'red:eth0' }],
    ['an address without a prefix length', { at: 'red:eth0', has: '10.0.0.1' }],
    ['an address that is none', { at: 'red:eth0', has: '10.0.0.256/24' }],
  ])('refuses %s', (_title, entry) => {
    expect(address.schema.safeParse(entry).success).toBe(false);
  });
});
