import { must } from '../spec.ts';
import { type Case, type Finding, POOLS, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, type Done, delPod, lookAt, type Stage } from './stage.ts';

/** Several pods on one network: addresses are theirs alone, they reach each other, and DEL of one leaves the others. */

export type PodSeen = { pod: string; add: Done };

export type PodsSeen = {
  pods: readonly PodSeen[];
  /** Pings from pod to pod that were not answered: "try-a does not reach try-a1 at 10.244.0.3". */
  silent: readonly string[];
};

const LOCK = 'the plugin has to remember which addresses are taken, and look and take in one step';
/** The names begin alike: who looks for "try-a" in a file finds "try-a1" too. */
const [FIRST, SECOND, THIRD, FOURTH] = ['try-a', 'try-a1', 'try-c', 'try-d'] as const;

export type PairSeen = PodsSeen & {
  /** DEL of the first; what is left of the second, and what two more then get. Undefined when an ADD failed. */
  parted: { del: Done; stays: boolean; reaches: boolean | undefined; others: readonly Done[] } | undefined;
};

const pair: Scene<PairSeen> = {
  id: 'pair',
  pods: [FIRST, SECOND, THIRD, FOURTH],
  async look(stage) {
    const first: PodSeen = { pod: FIRST, add: await addPod(stage, FIRST) };
    if (!first.add.ok) return { pods: [first], silent: [], parted: undefined };
    const second: PodSeen = { pod: SECOND, add: await addPod(stage, SECOND) };
    const reachable = stage.role === 'interface' && second.add.ok;
    const pings: (string | undefined)[] = reachable
      ? await Promise.all([ping(stage, first, second), ping(stage, second, first)])
      : [];
    const silent = pings.filter((line): line is string => line !== undefined);
    return { pods: [first, second], silent, parted: second.add.ok ? await part(stage) : undefined };
  },
};

async function part(stage: Stage): Promise<PairSeen['parted']> {
  const del = await delPod(stage, FIRST);
  const { gateway } = stage.wanted;
  const { pod } = await lookAt(stage, SECOND);
  const stays = stage.role !== 'interface' || pod.links.some((link) => link.ifname === stage.ifname);
  const pings = stage.role === 'interface' && gateway !== undefined;
  const ran = pings ? await stage.network.run(SECOND, ['ping', '-c', '1', '-W', '1', gateway]) : undefined;
  const others = [await addPod(stage, THIRD), await addPod(stage, FOURTH)];
  return { del, stays, reaches: ran && ran.exitCode === 0, others };
}

export const twoPods: Case<PairSeen> = {
  title: 'two pods get different addresses and reach each other',
  rule: must(
    'section 2, Overview',
    '"Interface" plugins, which create a network interface inside the container and ensure it has connectivity.',
  ),
  roles: POOLS,
  needs: ['subnet'],
  scene: pair,
  expected: () => 'two ADDs give two addresses, and ping works both ways',
  holds: 'different addresses, and both answer',
  judge: judgePods,
  evidence: lastEvidence,
};

export const delOnlyOwn: Case<PairSeen> = {
  title: "DEL of one pod leaves the others' as they are",
  rule: must(
    'section 3, Execution of Network Configurations',
    'An attachment may be uniquely identified by the `(CNI_CONTAINERID, CNI_IFNAME)` tuple.',
  ),
  roles: POOLS,
  needs: ['subnet'],
  scene: pair,
  expected: () =>
    'after DEL of try-a, try-a1 has its interface, reaches its gateway, and its address is given to no one else',
  holds: 'the other pod has all it had',
  judge: judgeParted,
  evidence: (seen) => (seen.parted ? show(seen.parted.others.at(-1) as Done) : lastEvidence(seen)),
};

export function judgeParted({ pods, parted }: PairSeen): Finding | undefined {
  if (!parted) return failure((pods.find((pod) => !pod.add.ok) as PodSeen).add);
  const { del, stays, reaches, others } = parted;
  if (!del.ok) return failure(del);
  if (!stays) return { found: `after DEL of ${FIRST}, ${SECOND} has no interface any more` };
  if (reaches === false) return { found: `after DEL of ${FIRST}, ${SECOND} does not reach its gateway` };
  const failed = others.find((add) => !add.ok);
  if (failed) return failure(failed, `after DEL of ${FIRST}`);
  const kept = addressesIn((pods[1] as PodSeen).add);
  for (const add of others) {
    const taken = addressesIn(add).find((address) => kept.includes(address));
    if (taken !== undefined) {
      return { found: `DEL of ${FIRST} freed ${taken}, which ${SECOND} has: another got it too`, evidence: show(add) };
    }
  }
  return undefined;
}

const crowd: Scene<PodsSeen> = {
  id: 'crowd',
  pods: Array.from({ length: 20 }, (_, index) => crowdName(index)),
  crowded: true,
  async look(stage) {
    const names = Array.from({ length: stage.crowd }, (_, index) => crowdName(index));
    const pods = await Promise.all(
      names.map(async (pod) => ({ pod, add: await addPod({ ...stage, history: [] }, pod) })),
    );
    return { pods, silent: [] };
  },
};

function crowdName(index: number): string {
  return `try-${index + 1}`;
}

export const manyAtOnce: Case<PodsSeen> = {
  title: 'pods added at the same moment get different addresses',
  rule: must(
    'section 3, Lifecycle & Ordering',
    'Plugins must handle being executed concurrently across different containers. If necessary, they must implement locking on shared resources (e.g. IPAM databases).',
  ),
  roles: POOLS,
  needs: ['subnet'],
  scene: crowd,
  expected: () => 'ADDs at once give as many addresses',
  holds: 'every pod has an address of its own',
  judge: judgePods,
  evidence: lastEvidence,
};

/** Different addresses for all, and no silence between them. */
export function judgePods({ pods, silent }: PodsSeen): Finding | undefined {
  const failed = pods.find((pod) => !pod.add.ok);
  if (failed) return failure(failed.add);
  const bare = pods.find((pod) => addressesIn(pod.add).length === 0);
  if (bare) return { found: `the result of ADD gives ${bare.pod} no address` };
  const owners = new Map<string, string>();
  for (const { pod, add } of pods) {
    for (const address of addressesIn(add)) {
      const other = owners.get(address);
      if (other) return { found: `${other} and ${pod} both have ${address}`, because: LOCK };
      owners.set(address, pod);
    }
  }
  return silent[0] ? { found: silent[0] } : undefined;
}

/** The addresses that a result gives, without their prefix lengths. */
export function addressesIn(add: Done): string[] {
  return (add.result?.ips ?? []).map(({ address }) => address.split('/')[0] ?? address);
}

async function ping(stage: Stage, from: PodSeen, to: PodSeen): Promise<string | undefined> {
  const state = await lookAt(stage, to.pod);
  const own = state.pod.links.flatMap((link) => link.addr_info).map(({ local }) => local);
  const target = addressesIn(to.add).find((address) => own.includes(address) && address.includes('.'));
  if (!target) return `${to.pod} has no address of its result`;
  const ran = await stage.network.run(from.pod, ['ping', '-c', '1', '-W', '1', target]);
  return ran.exitCode === 0 ? undefined : `${from.pod} does not reach ${to.pod} at ${target}`;
}

function lastEvidence(seen: PodsSeen) {
  return show((seen.pods.at(-1) as PodSeen).add);
}
