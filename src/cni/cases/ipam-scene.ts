import { environmentOf } from '../chain.ts';
import { addressesOf } from '../kernel.ts';
import type { Scene } from './case.ts';
import { readSpy, SPY, type SpyCall, spyAddress, spyCalls, upperRequest, withSpy } from './spy.ts';
import { act, addPod, attachment, checkPod, type Done, delPod, gcAll, lookAt, type Stage, statusAll } from './stage.ts';

/** One command passed on to the IPAM plugin, and the same when that one fails. */
export type Passed = { done: Done; called: boolean; failing: Done };

/** What a delegating plugin did, and what its IPAM plugin got. */
export type IpamSeen = {
  add: Done;
  /** What the upper plugin had, and what its IPAM plugin got of it. */
  environment: Readonly<Record<string, string>>;
  request: unknown;
  got: SpyCall | undefined;
  /** The address given out, and those that the interface has. */
  address: string;
  addresses: readonly string[];
  check: Passed | undefined;
  del: Omit<Passed, 'failing'>;
  gc: Passed | undefined;
  status: Passed | undefined;
  /** ADD while the IPAM plugin fails, and the commands that this one got then. */
  undone: { add: Done; calls: readonly string[] };
};

const ARGS = 'IgnoreUnknown=1;K8S_POD_NAME=web-0';

/** Every command of a plugin that delegates to an IPAM plugin which writes down what it gets. */
export const delegation: Scene<IpamSeen> = {
  id: 'ipam',
  pods: ['try-a', 'try-b'],
  async look(whole) {
    const stage = await withSpy(whole);
    const add = await addPod(stage, 'try-a', { args: ARGS });
    const [got, { pod }] = [await readSpy(stage, 'ADD'), await lookAt(stage, 'try-a')];
    const { cniVersion } = stage.list;
    const modern = cniVersion === '1.1.0';
    return {
      ...{
        add,
        got,
        environment: environmentOf(attachment(stage, 'try-a', { args: ARGS })),
        request: upperRequest(stage),
        address: spyAddress(stage),
      },
      addresses: addressesOf(pod.links.find((link) => link.ifname === stage.ifname)),
      check:
        cniVersion === '0.3.1' || !add.ok ? undefined : await passed(stage, 'CHECK', () => checkPod(stage, 'try-a')),
      del: { done: await delPod(stage, 'try-a'), called: (await spyCalls(stage)).includes('DEL') },
      gc: modern ? await passed(stage, 'GC', () => gcAll(stage, [])) : undefined,
      status: modern ? await passed(stage, 'STATUS', () => statusAll(stage)) : undefined,
      undone: await lookAtUndone(stage),
    };
  },
};

async function passed(stage: Stage, command: string, call: () => Promise<Done>): Promise<Passed> {
  const done = await call();
  const called = (await spyCalls(stage)).includes(command);
  await act(stage, stage.node, ['touch', `${SPY}/fail-${command}`]);
  const failing = await call();
  await act(stage, stage.node, ['rm', `${SPY}/fail-${command}`]);
  return { done, called, failing };
}

async function lookAtUndone(stage: Stage): Promise<IpamSeen['undone']> {
  await act(stage, stage.node, ['touch', `${SPY}/fail-ADD`]);
  const before = (await spyCalls(stage)).length;
  const add = await addPod(stage, 'try-b');
  return { add, calls: (await spyCalls(stage)).slice(before) };
}
