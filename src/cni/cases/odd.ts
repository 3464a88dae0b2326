import { must } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { type OddSeen, odd } from './odd-scene.ts';
import { failure, show } from './show.ts';
import type { Done } from './stage.ts';

/** Unusual ADDs that have to work: unknown keys, long ids, a second interface, a result from before. */

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
