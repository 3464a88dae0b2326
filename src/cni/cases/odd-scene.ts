import { netnsPath } from '../attachment.ts';
import { addressesOf } from '../kernel.ts';
import type { Scene } from './case.ts';
import { addPod, callDirect, type Done, delPod, lookAt, recordPod, requestOf, type Stage } from './stage.ts';

/** 64 characters, as containerd's ids are long, and all that an id may consist of. */
const LONG = `Ab0_.-${'c0ffee'.repeat(9)}1234`;

/** What unusual ADDs came to. */
export type OddSeen = {
  keys: Done;
  args: Done;
  long: { add: Done; del: Done | undefined };
  /** A second interface, net1, of the pod that has the first; then DEL of net1. */
  second: { first: Done; add: Done; del: Done | undefined; had: readonly string[]; stays: readonly string[] };
  /** ADD that got a result from before; CNI_IFNAME was net1. */
  chained: Done;
};

/** The result of a plugin that came before: of an interface on the host that has an address. */
const BEFORE = {
  interfaces: [{ name: 'before0', mac: '02:00:5e:00:53:01' }],
  ips: [{ address: '203.0.113.7/24', interface: 0 }],
  routes: [{ dst: '198.51.100.0/24' }],
};

/** Unusual ADDs, each of a pod of its own. */
export const odd: Scene<OddSeen> = {
  id: 'odd',
  pods: ['try-a', 'try-b', 'try-c', 'try-d'],
  async look(stage) {
    // Pods of their own, one after the other: to repeat one by hand takes none of the others.
    const alone = (): Stage => ({ ...stage, history: [] });
    const [first, ...others] = stage.list.plugins;
    const strange = { ...first, 'netlab-unknown': 'strange-value' } as typeof first & object;
    const keys = await addPod(alone(), 'try-a', { list: { ...stage.list, plugins: [strange, ...others] } });
    const args = await addPod(alone(), 'try-b', {
      args: 'IgnoreUnknown=1;K8S_POD_NAME=web-0;K8S_POD_NAMESPACE=default',
    });
    const third = alone();
    const add = await addPod(third, 'try-c', { id: LONG });
    const del = add.ok ? await delPod(third, 'try-c', { id: LONG }) : undefined;
    const second = await lookAtSecond(alone());
    return { keys, args, long: { add, del }, second, chained: await addAfter(alone()) };
  },
};

async function lookAtSecond(stage: Stage): Promise<OddSeen['second']> {
  const first = await addPod(stage, 'try-d');
  const add = await addPod(stage, 'try-d', { ifname: 'net1' });
  const had = await addressesBy(stage, 'try-d', 'net1');
  const del = add.ok ? await delPod(stage, 'try-d', { ifname: 'net1' }) : undefined;
  return { first, add, del, had, stays: await addressesBy(stage, 'try-d', stage.ifname) };
}

async function addressesBy(stage: Stage, pod: string, ifname: string): Promise<string[]> {
  const state = await lookAt(stage, pod);
  return addressesOf(state.pod.links.find((link) => link.ifname === ifname));
}

function addAfter(stage: Stage): Promise<Done> {
  const version = String(requestOf(stage)['cniVersion']);
  const old = version < '1.0.0' ? { version: '4' } : {};
  const ips = BEFORE.ips.map((ip) => ({ ...old, ...ip }));
  const environment = { CNI_CONTAINERID: 'try-c', CNI_NETNS: netnsPath('try-c'), CNI_IFNAME: 'net1' };
  const prevResult = { cniVersion: version, ...BEFORE, ips };
  recordPod(stage, 'try-c');
  return callDirect(stage, { command: 'ADD', environment, request: { ...requestOf(stage), prevResult } });
}
