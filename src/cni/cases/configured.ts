import { chosenVersion } from '../config.ts';
import type { Found } from '../plugin.ts';
import { must } from '../spec.ts';
import { type NetworkList, SPEC_VERSIONS } from '../types.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { type Said, wantedOf } from './wanted.ts';

/** The network configuration list itself (section 1). That there is one of this name is seen before any case. */

export type ConfiguredSeen = { list: NetworkList; said: Said; found: Found };

export const configured: Case<ConfiguredSeen> = {
  title: 'the network has a configuration list',
  rule: must(
    'section 1, Configuration format',
    '`plugins` (list): A list of inlined plugin configuration objects. … `type` (string): Matches the name of the CNI plugin binary on disk.',
  ),
  roles: EVERY_ROLE,
  scene: {
    id: 'configured',
    pods: [],
    look: async ({ list, said, plugins }) => ({ list, said, found: plugins }),
  },
  expected: () => 'a list with these values, whose plugins are in CNI_PATH',
  holds: 'the list is complete',
  judge: judgeConfigured,
  evidence: ({ list }) => ({ command: 'cat /etc/cni/net.d/*', output: JSON.stringify(list, null, 2) }),
};

export function judgeConfigured({ list, said, found }: ConfiguredSeen): Finding | undefined {
  const version = chosenVersion(list);
  if (!(SPEC_VERSIONS as readonly string[]).includes(version)) {
    return { found: `cniVersion ${version}`, because: `write one of ${SPEC_VERSIONS.join(', ')}` };
  }
  const types = list.plugins.map((plugin) => plugin.type);
  if (said.plugin && types[0] !== said.plugin)
    return { found: `the first plugin has the type ${types[0]}, not ${said.plugin}`, isLabsOwn: true };
  const has = wantedOf(list);
  for (const key of ['bridge', 'subnet', 'gateway'] as const) {
    if (said[key] && has[key] !== said[key])
      return { found: `${key} is ${has[key] ?? 'missing'}, not ${said[key]}`, isLabsOwn: true };
  }
  return found.ok ? undefined : { found: found.problem };
}
