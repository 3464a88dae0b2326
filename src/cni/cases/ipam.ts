import { isDeepStrictEqual } from 'node:util';
import { must, should } from '../spec.ts';
import type { Case, Finding } from './case.ts';
import { delegation, type IpamSeen, type Passed } from './ipam-scene.ts';
import { failure, show } from './show.ts';

/** A plugin that lets another give out the addresses (section 4, "Plugin Delegation"). */

const delegates = { needs: ['ipam'], level: 'full', scene: delegation, holds: 'the IPAM plugin has its part' } as const;
const FORWARD =
  'If a plugin is executed with `CNI_COMMAND=CHECK`, `DEL`, or `GC`, it must also execute any delegated plugins. If any of the delegated plugins return error, error should be returned by the upper plugin.';
const PROCEDURE = 'section 4, Delegated plugin execution procedure';

export const ipamConfig: Case<IpamSeen> = {
  ...delegates,
  title: 'the IPAM plugin gets the same environment and the complete configuration',
  rule: must(
    'section 4, Delegated plugin protocol',
    'The delegated plugin must receive all the same environment variables that were passed in to the CNI plugin. … Delegated plugins are provided the *complete network configuration* passed to the "upper" plugin.',
  ),
  expected: () => 'every CNI_ variable and every key of the configuration, as the upper plugin got them',
  judge: judgePassedOn,
  evidence: ({ add }) => show(add),
};

export function judgePassedOn(seen: Pick<IpamSeen, 'add' | 'environment' | 'request' | 'got'>): Finding | undefined {
  const { add, environment, request, got } = seen;
  if (!got) return add.ok ? { found: 'ADD works, and the IPAM plugin was not called' } : failure(add);
  for (const [name, value] of Object.entries(environment)) {
    const has = got.environment[name];
    if (has !== value) return { found: `${name} is ${has ?? 'missing'} for the IPAM plugin, and was ${value}` };
  }
  if (isDeepStrictEqual(got.request, request)) return undefined;
  return {
    found: `the IPAM plugin got ${JSON.stringify(got.request)}, and the configuration was ${JSON.stringify(request)}`,
  };
}

export const ipamResult: Case<IpamSeen> = {
  ...delegates,
  title: "the interface gets the IPAM plugin's address",
  rule: must(
    'section 4, Plugin Delegation',
    'The IPAM plugin must determine the interface IP/subnet, Gateway and Routes and return this information to the "main" plugin to apply.',
  ),
  level: 'core',
  expected: () => 'the address that the IPAM plugin gave is on the interface and in the result',
  judge: ({ add, address, addresses }): Finding | undefined => {
    if (!add.ok) return failure(add);
    if (!addresses.includes(address))
      return { found: `the interface has ${addresses.join(', ') || 'no address'}, not ${address}` };
    return add.result?.ips.some((ip) => ip.address === address) ? undefined : { found: `the result lacks ${address}` };
  },
  evidence: ({ add }) => show(add),
};

export const ipamUndo: Case<IpamSeen> = {
  ...delegates,
  title: 'when the IPAM plugin fails at ADD, it gets DEL and ADD fails',
  rule: should(
    PROCEDURE,
    'If, on `ADD`, a delegated plugin fails, the "upper" plugin should execute again with `DEL` before returning failure.',
  ),
  expected: () => 'ADD fails, and the IPAM plugin was called with ADD and then with DEL',
  judge: ({ undone: { add, calls } }): Finding | undefined => {
    if (add.ok) return { found: 'ADD works although the IPAM plugin fails' };
    if (!calls.includes('ADD')) return failure(add);
    return calls.at(-1) === 'DEL' ? undefined : { found: `the IPAM plugin was called with ${calls.join(', ')} only` };
  },
  evidence: ({ undone }) => show(undone.add),
};

export const ipamCheck = passing('CHECK', ({ check }) => check, must(PROCEDURE, FORWARD), { since: '0.4.0' });
export const ipamGc = passing(
  'GC',
  ({ gc }) => gc,
  must(
    'section 2, GC',
    'Plugins MUST, additionally, forward any GC calls to delegated plugins they are configured to use (see section 4).',
  ),
  { since: '1.1.0' },
);
export const ipamStatus = passing(
  'STATUS',
  ({ status }) => status,
  must(
    'section 2, STATUS',
    'If a plugin relies on a delegated plugin (e.g. IPAM) to service `ADD` requests, it must also execute a `STATUS` request to that plugin when it receives a `STATUS` request for itself. If the delegated plugin return an error result, the executing plugin should return an error result.',
  ),
  { since: '1.1.0' },
);

function passing(
  command: string,
  part: (seen: IpamSeen) => Passed | undefined,
  rule: Case<IpamSeen>['rule'],
  more: Pick<Case<IpamSeen>, 'since'>,
): Case<IpamSeen> {
  return {
    ...delegates,
    ...more,
    title: `${command} is passed on to the IPAM plugin, and its error back`,
    rule,
    expected: () => `the IPAM plugin is called with ${command}; when it fails, ${command} fails`,
    judge: (seen): Finding | undefined => {
      const passed = part(seen);
      if (!passed) return failure(seen.add);
      const { done, called, failing } = passed;
      if (!done.ok) return failure(done);
      if (!called) return { found: `${command} exits with 0, and the IPAM plugin was not called` };
      return failing.ok
        ? { found: `${command} exits with 0 although the IPAM plugin fails`, evidence: show(failing) }
        : undefined;
    },
    evidence: (seen) => show(part(seen)?.done ?? seen.add),
  };
}

export const ipamDel: Case<IpamSeen> = {
  ...delegates,
  title: 'DEL is passed on to the IPAM plugin',
  rule: must(PROCEDURE, FORWARD),
  expected: () => 'the IPAM plugin is called with DEL',
  judge: ({ del }) => {
    if (!del.done.ok) return failure(del.done);
    return del.called ? undefined : { found: 'DEL exits with 0, and the IPAM plugin was not called' };
  },
  evidence: ({ del }) => show(del.done),
};
