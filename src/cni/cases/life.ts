import { netnsPath } from '../attachment.ts';
import { byVersion, chosenVersion } from '../config.ts';
import type { Scene } from './case.ts';
import type { AddSeen } from './judge-add.ts';
import { addPod, checkPod, type Done, delPod, lookAt, type Stage } from './stage.ts';
import { readTraces, type Traces } from './traces.ts';

/** One pod from ADD to DEL on an empty host, and all that can be seen on the way. */
export type LifeSeen = {
  add: AddSeen;
  /** Processes of the plugin that go on after ADD has ended. */
  processes: readonly string[];
  /** CHECK right after ADD, with the state before and after it; undefined before CNI 0.4.0 and when ADD failed. */
  check: { done: Done; before: Traces; after: Traces } | undefined;
  /** DEL, then once more, then of a pod that was never added; undefined when ADD failed. */
  del: Done | undefined;
  again: Done | undefined;
  unknown: Done;
  /** After the first DEL: the interface is still in the pod; ends of veth pairs that are new on the host. */
  remains: boolean;
  left: readonly string[];
};

export const POD = 'try-a';

export const life: Scene<LifeSeen> = {
  id: 'life',
  pods: [POD, 'try-b'],
  async look(stage) {
    const empty = await lookAt(stage, POD);
    const { add, processes } = await lookAtAdd(stage);
    const check = add.add.ok ? await lookAtCheck(stage) : undefined;
    const del = add.add.ok ? await delPod(stage, POD) : undefined;
    const after = await lookAt(stage, POD);
    const again = del?.ok ? await delPod(stage, POD) : undefined;
    const unknown = await delPod({ ...stage, history: [] }, 'try-b');
    const known = new Set(empty.host.links.map((link) => link.ifname));
    const left = after.host.links.filter((link) => link.linkinfo?.info_kind === 'veth' && !known.has(link.ifname));
    const had = empty.pod.links.some((link) => link.ifname === stage.ifname);
    return {
      add,
      processes,
      check,
      del,
      again,
      unknown,
      remains: !had && after.pod.links.some((link) => link.ifname === stage.ifname),
      left: left.map((link) => link.ifname),
    };
  },
};

async function lookAtAdd(stage: Stage): Promise<{ add: AddSeen; processes: string[] }> {
  const add = await addPod(stage, POD);
  const processes = await processList(stage);
  const { gateway } = stage.wanted;
  const pings = gateway !== undefined && add.ok && stage.role === 'interface';
  const [{ host, pod }, ping] = await Promise.all([
    lookAt(stage, POD),
    pings ? stage.network.run(POD, ['ping', '-c', '1', '-W', '1', gateway]) : undefined,
  ]);
  const gatewayAnswers = ping && ping.exitCode === 0;
  const seen = { wanted: stage.wanted, ifname: stage.ifname, netns: netnsPath(POD), add, host, pod, gatewayAnswers };
  return { add: seen, processes };
}

async function lookAtCheck(stage: Stage): Promise<LifeSeen['check']> {
  if (byVersion(chosenVersion(stage.list), '0.4.0') < 0) return undefined;
  const before = await readTraces(stage, POD);
  const done = await checkPod(stage, POD);
  return { done, before, after: await readTraces(stage, POD) };
}

/** Names of what runs on the host besides the process that holds it open and our own looking. */
async function processList(stage: Stage): Promise<string[]> {
  const ran = await stage.network.run(stage.node, ['ps', '-e', '-o', 'pid=', '-o', 'comm=']);
  const lines = ran.stdout.split('\n').map((line) => line.trim().split(/ +(.*)/));
  return lines.flatMap(([pid = '', name = '']) => (pid === '' || pid === '1' || name === 'ps' ? [] : [name]));
}
