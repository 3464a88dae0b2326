import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { address } from '../../../../src/checks/kinds/address.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip link add name v-net-0 type bridge
    ip link add name port type veth peer name other
    ip addr add 192.168.15.5/24 dev port
    ip link set port master v-net-0
    ip -n red link add name veth-red type veth peer name x
    ip -n red addr add 192.168.15.1/32 dev veth-red
    ip -n red addr add fd00::1/64 dev veth-red
    ip -n red addr add 10.0.0.1/8 dev x
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['an address that is there', { at: 'host:port', has: '192.168.15.5/24' }],
  ['IPv6 in another spelling', { at: 'red:veth-red', has: 'fd00:0:0::1/64' }],
  ['an address on any interface of a place', { at: 'red', has: ['10.0.0.1/8', '192.168.15.1/32'] }],
  ['a place without addresses in a range', { at: 'host', lacks: '10.244.0.0/16' }],
  ['an interface with nothing else', { at: 'red:x', has: '10.0.0.1/8', only: true }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(address, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['no prefix length', { at: 'red:veth-red', has: '192.168.15.1/24' }, 'wrong prefix length: /32 instead of /24'],
  [
    'the port instead of the bridge',
    { at: 'host:v-net-0', has: '192.168.15.5/24' },
    'the address is on port instead of v-net-0',
  ],
  ['another address', { at: 'red:x', has: '10.0.0.2/8' }, '10.0.0.1/8 on x'],
  ['no address at all', { at: 'host:other', has: '10.0.0.2/8' }, 'no address on other'],
  ['a missing interface', { at: 'red:eth9', has: '10.0.0.2/8' }, 'red has no interface eth9'],
  ['an address that must not be', { at: 'host', lacks: '192.168.15.0/24' }, '192.168.15.5/24 on port'],
  ['a missing interface that should lack one', { at: 'red:eth9', lacks: '10.0.0.0/8' }, 'red has no interface eth9'],
  ['one address too many', { at: 'red:veth-red', has: 'fd00::1/64', only: true }, 'also 192.168.15.1/32'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(address, entry);
    expect(verdict.status).toBe('failed');
    expect(verdict.found).toContain(found);
  });
});

test('without ip nothing is known', async () => {
  const network = world.network(['ip']);
  const entry = address.schema.parse({ at: 'red', has: '10.0.0.1/8' });
  await expect(address.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'no ip here',
  );
});
