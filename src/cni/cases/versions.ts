import { byVersion, chosenVersion } from '../config.ts';
import { must, should } from '../spec.ts';
import { type NetworkList, RELEASED_VERSIONS, SPEC_VERSIONS } from '../types.ts';
import { type Case, EVERY_ROLE, type Finding, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, callDirect, checkPod, type Done, delPod, gcAll, lookAt, type Stage, statusAll } from './stage.ts';

/** VERSION and the versions a plugin speaks (section 2, "VERSION"; section 5, "VERSION Success"). */

export type VersionSeen = {
  asked: string;
  version: Done;
  /** Asked with another version. */
  other: { asked: string; done: Done };
  silent: Done;
};

const asking: Scene<VersionSeen> = {
  id: 'version',
  pods: [],
  async look(stage) {
    const asked = chosenVersion(stage.list);
    const another = asked === '0.4.0' ? '1.0.0' : '0.4.0';
    const ask = (version: string) =>
      callDirect(stage, { command: 'VERSION', environment: {}, request: { cniVersion: version } });
    const [version, other, silent] = await Promise.all([
      ask(asked),
      ask(another),
      callDirect(stage, { command: 'VERSION', environment: {}, input: '' }),
    ]);
    return { asked, version, other: { asked: another, done: other }, silent };
  },
};

const LIST = '`supportedVersions`: A list of supported specification versions';

export const version: Case<VersionSeen> = {
  title: 'VERSION says which versions the plugin speaks',
  rule: must('section 5, VERSION Success', LIST),
  roles: EVERY_ROLE,
  scene: asking,
  expected: () => "a list of released versions that has the network's own",
  holds: 'the list is there',
  judge: judgeVersion,
  evidence: (seen) => show(seen.version),
};

export function judgeVersion({ asked, version: done }: Pick<VersionSeen, 'asked' | 'version'>): Finding | undefined {
  const [call] = done.calls;
  if (!done.ok || !call) return failure(done);
  const list = call.versions?.supportedVersions ?? [];
  if (!list.includes(asked)) {
    const because = `the network is written for ${asked}, so a runtime would refuse to use ${call.plugin} for it`;
    return { found: `${call.plugin} lists ${list.join(', ')}`, because };
  }
  const unknown = list.filter((one) => !RELEASED_VERSIONS.includes(one));
  return unknown.length > 0
    ? { found: `${call.plugin} lists ${unknown.join(', ')}, which were never released` }
    : undefined;
}

export const versionEcho: Case<VersionSeen> = {
  title: 'VERSION answers with the cniVersion of its input',
  rule: must('section 5, VERSION Success', '`cniVersion`: The value of `cniVersion` specified on input'),
  roles: EVERY_ROLE,
  scene: asking,
  expected: () => 'cniVersion is what was asked with, in two questions with two versions',
  holds: 'both answers have it',
  judge: ({ asked, version: done, other }) => {
    for (const question of [{ asked, done }, other]) {
      if (!question.done.ok) return failure(question.done);
      const said = question.done.calls[0]?.versions?.cniVersion;
      if (said !== question.asked) {
        return { found: `asked with ${question.asked}, it answers with ${said}`, evidence: show(question.done) };
      }
    }
    return undefined;
  },
  evidence: ({ other }) => show(other.done),
};

export const versionSilent: Case<VersionSeen> = {
  title: 'VERSION needs no standard input',
  rule: should('section 2, VERSION', 'Required environment parameters: `CNI_COMMAND`'),
  level: 'full',
  roles: EVERY_ROLE,
  scene: asking,
  expected: () => 'VERSION answers with its list when standard input is empty',
  holds: 'it answers',
  judge: ({ silent }) => (silent.ok ? undefined : failure(silent)),
  evidence: ({ silent }) => show(silent),
};

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
