import { afterAll, beforeAll, expect, test } from 'vitest';
import { ipam } from '../../../../src/checks/kinds/ipam.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

/** red and blue have addresses, gray has none. blue's file is the one that host-local writes, CR LF and all. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    mount -t tmpfs none /var/lib
    mkdir -p /var/lib/cni/networks/podnet
    n=2
    for name in red blue; do
      ip netns add $name
      ip -n $name link set lo up
      ip -n $name addr add 10.244.1.$n/24 dev lo
      n=$((n + 1))
    done
    ip netns add gray
    printf 'red\\neth0' >/var/lib/cni/networks/podnet/10.244.1.2
    printf 'blue\\r\\neth0' >/var/lib/cni/networks/podnet/10.244.1.3
    printf 'old\\r\\neth0' >/var/lib/cni/networks/podnet/10.244.1.4
    printf 10.244.1.4 >/var/lib/cni/networks/podnet/last_reserved_ip.0
    touch /var/lib/cni/networks/podnet/lock
  `);
});
afterAll(() => world.close());

const base = { at: 'host', network: 'podnet', pods: ['red', 'blue'] };

const cases: [string, Record<string, unknown>, 'passed' | 'failed', string][] = [
  [
    'addresses that are reserved',
    { ...base, range: '10.244.1.0/24' },
    'passed',
    'red has 10.244.1.2; blue has 10.244.1.3',
  ],
  ['a reservation of a pod that is gone', { ...base, gone: ['old'] }, 'failed', '10.244.1.4 reserved for old'],
  ['a pod without an address', { ...base, pods: ['gray'] }, 'failed', 'gray has no address'],
  [
    'a network without a folder',
    { ...base, network: 'other', pods: ['red'] },
    'failed',
    'red has 10.244.1.2, which is not reserved',
  ],
];

test.each(cases)('%s', async (_title, entry, status, found) => {
  expect(await world.check(ipam, entry)).toMatchObject({ status, found });
});
