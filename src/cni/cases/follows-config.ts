import { netnsPath } from '../attachment.ts';
import { must } from '../spec.ts';
import type { Case, Finding, Scene } from './case.ts';
import type { AddSeen } from './judge-add.ts';
import { judgeAddress, judgeBridge } from './judge-add.ts';
import { show } from './show.ts';
import { addPod, lookAt } from './stage.ts';
import { withValues } from './wanted.ts';

/** Another configuration has to give another network. */

const OTHER = { bridge: 'try-br1', subnet: '172.31.250.0/25', gateway: '172.31.250.1' } as const;

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
