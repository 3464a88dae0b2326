import { netnsPath } from '../attachment.ts';
import { addressesOf } from '../kernel.ts';
import { must } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding, type Scene } from './case.ts';
import type { AddSeen } from './judge-add.ts';
import { judgeAddress, judgeBridge } from './judge-add.ts';
import { failure, show } from './show.ts';
import { addPod, callDirect, type Done, delPod, lookAt, recordPod, requestOf, type Stage } from './stage.ts';
import { withValues } from './wanted.ts';

/** Unusual ADDs that have to work: another configuration, unknown keys, long ids, a second interface, a result from before. */

const OTHER = { bridge: 'try-br1', subnet: '172.31.250.0/24', gateway: '172.31.250.1' } as const;

const elsewhere: Scene<AddSeen> = {
  id: 'elsewhere',
  pods: ['try-a'],
  async look(stage) {
    const { bridge = '', subnet = '', gateway = '' } = stage.wanted;
    const values = new Map<string, string>([
      [bridge, OTHER.bridge],
      [subnet, OTHER.subnet],
      [gateway, OTHER.gateway],
    ]);
    values.delete('');
    const wanted = { subnet: OTHER.subnet, gateway: OTHER.gateway, ...(bridge === '' ? {} : { bridge: OTHER.bridge }) };
    const add = await addPod(stage, 'try-a', { list: withValues(stage.list, values) });
    const { host, pod } = await lookAt(stage, 'try-a');
    return { wanted, ifname: stage.ifname, netns: netnsPath('try-a'), add, host, pod, gatewayAnswers: undefined };
  },
};

export const addFollowsConfig: Case<AddSeen> = {
  title: 'ADD does what its configuration says',
  rule: must(
    'section 2, ADD',
    'The runtime will provide a JSON-serialized plugin configuration object (defined below) on standard in.',
  ),
  needs: ['subnet'],
  scene: elsewhere,
  expected: () => `with subnet ${OTHER.subnet} (and bridge ${OTHER.bridge}) in the configuration, ADD makes these`,
  holds: 'another configuration gives another network',
  judge: judgeFollows,
  evidence: (seen) => show(seen.add),
};

export function judgeFollows(seen: AddSeen): Finding | undefined {
  const fault = (seen.wanted.bridge ? judgeBridge(seen) : undefined) ?? judgeAddress(seen);
  if (!fault || !seen.add.ok) return fault;
  const because = 'a value that is written into the plugin serves one network only: read it from standard input';
  return { found: `with another configuration: ${fault.found}`, because };
}

/** 64 characters, as containerd's ids are long, and all that an id may consist of. */
const LONG = `Ab0_.-${'c0ffee'.repeat(9)}1234`;

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

const odd: Scene<OddSeen> = {
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

export const unknownKeys: Case<OddSeen> = {
  title: 'unknown keys of the configuration do no harm',
  rule: must(
    'section 5, Error',
    'Unsupported field in network configuration. The error message must contain the key and value of the unsupported field.',
  ),
  roles: EVERY_ROLE,
  scene: odd,
  expected: () => 'ADD works with one more key, or fails with code 2 and names the key and its value',
  holds: 'ADD works',
  judge: ({ keys }): Finding | undefined => {
    if (keys.ok) return undefined;
    const error = keys.calls.find((call) => call.error)?.error;
    if (error?.code !== 2) return failure(keys);
    const said = `${error.msg} ${error.details ?? ''}`;
    const missing = ['netlab-unknown', 'strange-value'].filter((word) => !said.includes(word));
    return missing.length > 0 ? { found: `code 2, and the error does not name ${missing.join(', ')}` } : undefined;
  },
  evidence: ({ keys }) => show(keys),
};

export const unknownArgs: Case<OddSeen> = {
  title: 'CNI_ARGS that it does not know do no harm',
  rule: must('section 2, Parameters', '`CNI_ARGS`: Extra arguments passed in by the user at invocation time.'),
  level: 'full',
  roles: EVERY_ROLE,
  scene: odd,
  expected: () => 'ADD works with what kubelet has in CNI_ARGS, IgnoreUnknown=1 among it',
  holds: 'ADD works',
  judge: ({ args }) => (args.ok ? undefined : failure(args)),
  evidence: ({ args }) => show(args),
};

export const longId: Case<OddSeen> = {
  title: 'a container id of 64 characters works',
  rule: must(
    'section 2, Parameters',
    'Must start with an alphanumeric character, optionally followed by any combination of one or more alphanumeric characters, underscore (), dot (.) or hyphen (-).',
  ),
  roles: EVERY_ROLE,
  scene: odd,
  expected: () => 'ADD and DEL work with an id as long as those of containerd, with letters, digits, "_", "." and "-"',
  holds: 'ADD and DEL work',
  judge: ({ long: { add, del } }) => (del?.ok ? undefined : failure(del ?? add)),
  evidence: ({ long: { add, del } }) => show(del ?? add),
};

export const secondInterface: Case<OddSeen> = {
  title: 'a pod can have a second interface',
  rule: must(
    'section 2, ADD',
    'a given container ID may be added to a specific network more than once only if each addition is done with a different interface name.',
  ),
  level: 'full',
  scene: odd,
  needs: ['subnet'],
  expected: () =>
    'ADD with CNI_IFNAME net1 makes net1 with an address of its own; DEL of net1 leaves the first interface',
  holds: 'two interfaces, two addresses, one DEL each',
  judge: judgeSecond,
  evidence: ({ second: { add, del } }) => show(del ?? add),
};

export function judgeSecond({ second: { first, add, del, had, stays } }: Pick<OddSeen, 'second'>): Finding | undefined {
  if (!first.ok) return failure(first);
  if (!add.ok) return failure(add, 'for net1');
  if (had.length === 0) return { found: 'no net1 with an address in the pod', evidence: show(add) };
  const own = (first.result?.ips ?? []).map((ip) => ip.address);
  if (had.some((address) => own.includes(address)))
    return { found: `net1 has got ${had.join(', ')}, which the first interface has` };
  if (!del?.ok) return failure(del ?? add);
  return own.every((address) => stays.includes(address))
    ? undefined
    : {
        found: `after DEL of net1 the first interface has ${stays.join(', ') || 'no address'}, and had ${own.join(', ')}`,
      };
}

export const prevResultPassed: Case<OddSeen> = {
  title: 'ADD passes on the result of the plugin before it',
  rule: must(
    'section 2, ADD',
    'If the plugin was supplied a `prevResult` as part of its input configuration, it MUST handle `prevResult` by either passing it through, or modifying it appropriately.',
  ),
  roles: ['interface', 'chained'],
  level: 'full',
  scene: odd,
  expected: () => 'the result still has the interface before0 and the address 203.0.113.7/24, and every index is right',
  holds: 'what was there before is in the result',
  judge: ({ chained }) => judgeChained(chained),
  evidence: ({ chained }) => show(chained),
};

export function judgeChained(done: Done): Finding | undefined {
  const result = done.calls[0]?.result;
  if (!done.ok || !result) return failure(done);
  if (!result.interfaces.some(({ name }) => name === 'before0'))
    return { found: 'interfaces lacks before0, which prevResult had' };
  const address = result.ips.find((ip) => ip.address === '203.0.113.7/24');
  if (!address) return { found: 'ips lacks 203.0.113.7/24, which prevResult had' };
  const owner = result.interfaces[address.interface ?? -1]?.name;
  if (owner !== 'before0')
    return { found: `203.0.113.7/24 now belongs to ${owner ?? 'no interface'}, and was before0's` };
  const wrong = result.ips.find((ip) => ip !== address && result.interfaces[ip.interface ?? -1]?.name !== 'net1');
  return wrong && result.interfaces.length > 1
    ? {
        found: `${wrong.address} points at ${result.interfaces[wrong.interface ?? -1]?.name ?? 'no interface'}, not at net1`,
      }
    : undefined;
}
