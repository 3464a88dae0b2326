import { chosenVersion } from '../config.ts';
import { must, should } from '../spec.ts';
import { RELEASED_VERSIONS } from '../types.ts';
import { type Case, EVERY_ROLE, type Finding, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { callDirect, type Done } from './stage.ts';

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
