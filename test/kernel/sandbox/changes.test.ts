import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchChanges } from '../../../src/sandbox/changes.ts';
import { openWorld, type TestWorld } from '../../support/sandbox.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ nodes: { host: { namespaces: { red: {} } }, other: {} } });
});
afterAll(() => world.close());

/** Counts the announcements from when the watch is in place. */
async function watching(): Promise<{ count: () => number; close: () => void }> {
  let count = 0;
  const watch = watchChanges(world.record, false, () => {
    count++;
  });
  // The monitors begin to listen a moment after they start: touch the network until the first word comes.
  await expect
    .poll(async () => {
      await world.sh('host', 'ip link set dev lo mtu 65535; ip link set dev lo mtu 65536');
      return count;
    })
    .toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  count = 0;
  return { count: () => count, close: () => watch.close() };
}

test.each([
  ['a link on a node', 'host', 'ip link add name br0 type bridge'],
  ['an address in a namespace', 'red', 'ip address add 10.0.0.1/24 dev lo'],
  ['a route on another node', 'other', 'ip route add 10.1.0.0/16 dev lo'],
  ['a rule of iptables', 'host', 'iptables -A FORWARD -j DROP'],
  ['a rule of nftables in a namespace', 'red', 'nft add table inet mine'],
  ['forwarding', 'other', 'sysctl -w net.ipv4.ip_forward=1'],
  ['a new namespace', 'host', 'ip netns add fresh'],
])('%s is announced', async (_, place, line) => {
  const { count, close } = await watching();
  expect((await world.sh(place, line)).exitCode).toBe(0);
  await expect.poll(count).toBeGreaterThan(0);
  close();
});

test('when nothing changes, nothing is announced, not even by a ping', async () => {
  const { count, close } = await watching();
  await world.sh('host', 'ping -c 1 127.0.0.1');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(count()).toBe(0);
  close();
});

test('the monitors end with the watch', async () => {
  const { close } = await watching();
  close();
  await expect.poll(async () => (await world.sh('host', 'pgrep -c "^(ip|nft)$"')).output).toBe('0');
});
