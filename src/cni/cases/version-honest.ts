import { byVersion } from '../config.ts';
import { must } from '../spec.ts';
import { type NetworkList, SPEC_VERSIONS } from '../types.ts';
import { type Case, EVERY_ROLE, type Finding, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, callDirect, checkPod, type Done, delPod, gcAll, type Stage, statusAll } from './stage.ts';

/** A plugin that lists a version has to speak it. */

export type ClaimsSeen = {
  /** What was done in each version that is claimed and netlab knows, up to the first failure. */
  claimed: readonly { version: string; dones: readonly Done[] }[];
  said: Done;
};

const claims: Scene<ClaimsSeen> = {
  id: 'claims',
  pods: ['try-a'],
  async look(stage) {
    const said = await callDirect(stage, { command: 'VERSION', environment: {}, request: { cniVersion: '1.0.0' } });
    const list = said.calls[0]?.versions?.supportedVersions ?? [];
    const claimed = [];
    for (const one of SPEC_VERSIONS.filter((known) => list.includes(known))) {
      claimed.push({ version: one, dones: await lookAtVersion(stage, one) });
    }
    return { claimed, said };
  },
};

/** Everything that a version has: ADD and DEL, CHECK since 0.4.0, STATUS and GC since 1.1.0. */
async function lookAtVersion(stage: Stage, version: string): Promise<Done[]> {
  const list: NetworkList = { ...stage.list, cniVersion: version, cniVersions: [] };
  const steps: (() => Promise<Done>)[] = [
    () => addPod(stage, 'try-a', { list }),
    ...(byVersion(version, '0.4.0') < 0 ? [] : [() => checkPod(stage, 'try-a', { list })]),
    () => delPod(stage, 'try-a', { list }),
    ...(byVersion(version, '1.1.0') < 0 ? [] : [() => statusAll(stage, list), () => gcAll(stage, [], list)]),
  ];
  const dones: Done[] = [];
  for (const step of steps) {
    const done = await step();
    dones.push(done);
    if (!done.ok) break;
  }
  return dones;
}

export const versionHonest: Case<ClaimsSeen> = {
  title: 'every version that the plugin lists works',
  rule: must(
    'section 1, Version considerations',
    'Plugins indicate their set of supported versions through the VERSION command',
  ),
  roles: EVERY_ROLE,
  scene: claims,
  expected: () =>
    'ADD and DEL in every version listed, CHECK since 0.4.0, GC and STATUS since 1.1.0, results of that version',
  holds: 'the list is honest',
  judge: judgeHonest,
  evidence: ({ claimed, said }) => show(claimed.at(-1)?.dones.at(-1) ?? said),
};

export function judgeHonest({ claimed, said }: ClaimsSeen): Finding | undefined {
  if (!said.ok) return failure(said);
  if (claimed.length === 0) return { found: `it lists none of ${SPEC_VERSIONS.join(', ')}` };
  for (const { version: one, dones } of claimed) {
    const failed = dones.find((done) => !done.ok);
    if (failed) return { ...failure(failed, `it lists ${one}, but`) };
  }
  return undefined;
}
