import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { link } from '../../../../src/checks/kinds/link.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    for n in red blue green; do ip netns add $n; done
    ip link add name v-net-0 type bridge
    ip link set v-net-0 up
    # made directly in place, so that both pairs get the same interface numbers: 2 in the namespace, 3 and 4 on the host
    ip link add name veth-red netns red type veth peer name veth-red-br
    ip link add name veth-blue netns blue type veth peer name veth-blue-br
    ip link set veth-red-br master v-net-0 up
    ip -n red link set veth-red up
    ip link add name left type veth peer name right
    ip -n green link add name g1 type veth peer name g2
    ip link add name vx type vxlan id 42 local 192.168.1.11 remote 192.168.1.12 dstport 4789
    ip netns add one
    ip netns add two
    ip netns add three
    ip netns add four
    ip -n one link add name a type veth peer name b netns two
    ip -n three link add name a type veth peer name b netns four
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a bridge that is up', { at: 'host:v-net-0', kind: 'bridge', state: 'up' }],
  ['a wire between a namespace and the host', { at: 'red:veth-red', peer: 'host:veth-red-br' }],
  ['the same wire from its other end', { at: 'host:veth-red-br', peer: 'red:veth-red', master: 'v-net-0' }],
  ['a wire between two namespaces', { at: 'one:a', peer: 'two:b' }],
  ['a wire inside one place', { at: 'host:left', peer: 'host:right', state: 'down', master: 'none' }],
  ['a carrier when both ends are up', { at: 'red:veth-red', carrier: true }],
  ['no carrier when the other end is down', { at: 'blue:veth-blue', carrier: false }],
  [
    'a vxlan with its settings',
    { at: 'host:vx', vxlan: { id: 42, local: '192.168.1.11', remote: '192.168.1.12', port: 4789 } },
  ],
  ['an interface that must be gone', { at: 'red:veth-old', exists: false }],
  ['the mtu', { at: 'red:veth-red', mtu: 1500 }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(link, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['an interface that is missing', { at: 'red:eth9' }, 'red has no interface eth9 (it has lo, veth-red)'],
  ['an interface left on the host', { at: 'red:veth-blue-br' }, 'red has no interface veth-blue-br: it is in host'],
  ['an end left down', { at: 'blue:veth-blue', state: 'up' }, 'veth-blue down'],
  ['a port not enslaved', { at: 'host:veth-blue-br', master: 'v-net-0' }, 'veth-blue-br on no bridge'],
  ['a bridge of another kind', { at: 'host:left', kind: 'bridge' }, 'left of kind veth'],
  ['a wire to elsewhere', { at: 'red:veth-red', peer: 'host:veth-blue-br' }, 'wired to interface number'],
  ['both ends in one namespace', { at: 'green:g1', peer: 'red:g2' }, 'red has no interface g2'],
  ['ends of two pairs with the same numbers', { at: 'one:a', peer: 'four:b' }, 'of two'],
  ['a vxlan with another number', { at: 'host:vx', vxlan: { id: 7 } }, 'VXLAN id 42'],
  ['an interface that should be gone', { at: 'host:left', exists: false }, 'left is still in host'],
  ['a peer in a namespace nobody made', { at: 'host:left', peer: 'gray:right' }, 'no namespace gray'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(link, entry);
    expect(verdict.status).toBe('failed');
    expect(verdict.found).toContain(found);
  });
});

test('a place that does not exist is an error of its own, which means failed', async () => {
  await expect(world.check(link, { at: 'gray:eth0' })).rejects.toThrow('there is no namespace "gray"');
});

test('without ip nothing is known', async () => {
  const network = world.network(['ip']);
  const entry = link.schema.parse({ at: 'red:veth-red' });
  await expect(link.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'no ip here',
  );
});
