import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neighbour } from '../../../../src/checks/kinds/neighbour.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    for n in red blue gray; do ip netns add $n; done
    ip link add name v-net-0 type bridge
    ip link set v-net-0 up
    for n in red blue gray; do
      ip link add name veth-$n netns $n type veth peer name veth-$n-br
      ip link set veth-$n-br master v-net-0 up
      ip -n $n link set veth-$n up
    done
    ip -n red addr add 192.168.15.1/24 dev veth-red
    ip -n blue addr add 192.168.15.2/24 dev veth-blue
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a neighbour with its true MAC', { at: 'red', to: '192.168.15.2', dev: 'veth-red', peer: 'blue:veth-blue' }],
  ['a host that knows nothing', { at: 'host', 'within-prefix': '192.168.15.0/24', known: false }],
  ['an address nobody asked for', { at: 'blue', to: '192.168.15.9', known: false }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(neighbour, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['an address nobody has', { at: 'red', to: '192.168.15.3' }, '192.168.15.3 is'],
  ['an address that is no neighbour', { at: 'red', to: '10.0.0.1' }, 'no entry for 10.0.0.1'],
  ['the MAC of another', { at: 'red', to: '192.168.15.2', peer: 'gray:veth-gray' }, '192.168.15.2 known as'],
  ['a peer that is missing', { at: 'red', to: '192.168.15.2', peer: 'gray:eth9' }, 'gray has no interface eth9'],
  ['a peer in a namespace nobody made', { at: 'red', to: '192.168.15.2', peer: 'pink:eth9' }, 'no namespace pink'],
  [
    'a neighbour that must not be known',
    { at: 'red', 'within-prefix': '192.168.15.0/24', known: false },
    '192.168.15.2 is',
  ],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(neighbour, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('an interface that nothing is sent by may remember the address otherwise', async () => {
  await world.sh(`
    for n in 1 2 3 4; do
      ip -n gray link add name old$n type veth peer name end$n
      ip -n gray link set old$n up
      ip -n gray neigh add 192.168.15.2 lladdr 02:00:00:00:00:0$n dev old$n
    done
    ip -n gray addr add 192.168.15.4/24 dev veth-gray
  `);
  expect(await world.check(neighbour, { at: 'gray', to: '192.168.15.2', peer: 'blue:veth-blue' })).toMatchObject({
    status: 'passed',
  });
  expect(
    await world.check(neighbour, { at: 'gray', to: '192.168.15.2', dev: 'old1', peer: 'blue:veth-blue' }),
  ).toMatchObject({ status: 'failed', found: '192.168.15.2 known as 02:00:00:00:00:01' });
});

test('without ping nothing is known', async () => {
  const network = world.network(['ping']);
  const entry = neighbour.schema.parse({ at: 'red', to: '192.168.15.2' });
  await expect(neighbour.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no ping',
  );
});
