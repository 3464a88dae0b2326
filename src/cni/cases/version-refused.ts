import { must } from '../spec.ts';
import { SPEC_VERSIONS } from '../types.ts';
import type { Case, Finding, Scene } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, callDirect, type Done, lookAt } from './stage.ts';

/** A plugin has to refuse the versions that it does not list. */

export type RefusedSeen = { adds: readonly { asked: string; add: Done }[]; interfaces: readonly string[] };

/** No plugin can speak it: it will not be released for a long time. */
const FUTURE = '99.0.0';

const strange: Scene<RefusedSeen> = {
  id: 'strange-version',
  pods: ['try-a'],
  async look(stage) {
    const said = await callDirect(stage, { command: 'VERSION', environment: {}, request: { cniVersion: FUTURE } });
    const listed = said.calls[0]?.versions?.supportedVersions;
    const unlisted = listed ? SPEC_VERSIONS.filter((one) => !listed.includes(one)) : [];
    const adds = [];
    for (const asked of [FUTURE, ...unlisted]) {
      const list = { ...stage.list, cniVersion: asked, cniVersions: [] };
      adds.push({ asked, add: await addPod(stage, 'try-a', { list }) });
    }
    const { pod } = await lookAt(stage, 'try-a');
    return { adds, interfaces: pod.links.map((link) => link.ifname).filter((name) => name !== 'lo') };
  },
};

export const refusesVersion: Case<RefusedSeen> = {
  title: 'a version that the plugin does not list is refused',
  rule: must('section 5, Error', 'Incompatible CNI version'),
  roles: ['interface', 'existing', 'ipam'],
  scene: strange,
  expected: () =>
    `ADD with cniVersion ${FUTURE}, and with any other that is not listed, fails with code 1 and makes nothing`,
  holds: 'refused with code 1',
  judge: judgeRefused,
  evidence: ({ adds }) => show((adds.at(-1) as RefusedSeen['adds'][number]).add),
};

export function judgeRefused({ adds, interfaces }: RefusedSeen): Finding | undefined {
  for (const { asked, add } of adds) {
    const [call] = add.calls;
    if (!call) return failure(add);
    const name = `${call.plugin} ADD with cniVersion ${asked}`;
    const evidence = show(add);
    if (call.exitCode === 0) return { found: `${name} exited with 0`, evidence };
    if (!call.error) return failure(add);
    if (call.error.code !== 1)
      return { found: `${name} failed with code ${call.error.code}: ${call.error.msg}`, evidence };
  }
  return interfaces.length > 0
    ? { found: `refused with code 1, but the pod now has ${interfaces.join(', ')}` }
    : undefined;
}
