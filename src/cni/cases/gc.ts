import { must, should } from '../spec.ts';
import { type Case, POOLS, type Scene } from './case.ts';
import { inSteps, judgeSteps, type StepsSeen } from './freeing.ts';
import { failure, show } from './show.ts';
import { act, addPod, type Done, gcAll } from './stage.ts';
import { smallNetwork } from './wanted.ts';

/** GC frees what belongs to no attachment that is valid (since CNI 1.1.0). */

const frees: Scene<StepsSeen> = {
  id: 'gc-frees',
  pods: ['try-a', 'try-b'],
  look: (whole) => {
    const stage = { ...whole, list: smallNetwork(whole.list, whole.wanted) };
    const lost = async () => {
      await act(stage, stage.node, ['ip', 'netns', 'del', 'try-a']);
      return gcAll(stage, []);
    };
    return inSteps([
      ['ADD', () => addPod(stage, 'try-a')],
      ['GC with no valid attachment', lost],
      ['a second GC', () => gcAll(stage, [])],
      ['ADD after GC', () => addPod(stage, 'try-b')],
    ]);
  },
};

export const gcFrees: Case<StepsSeen> = {
  title: 'GC frees the address of a pod that has gone',
  rule: should(
    'section 2, GC',
    'A plugin SHOULD remove as many stale resources as possible. For example, a plugin should remove any IPAM reservations associated with attachments not in the provided list.',
  ),
  since: '1.1.0',
  roles: POOLS,
  needs: ['subnet'],
  scene: frees,
  expected: () => 'in a subnet with room for one pod, whose namespace has gone without a DEL, ADD works after GC',
  holds: 'the address is free again',
  judge: judgeSteps,
  evidence: ({ steps }) => show((steps.at(-1) as StepsSeen['steps'][number]).done),
};

export const gcSilent: Case<StepsSeen> = {
  title: 'GC can be repeated and prints nothing',
  rule: must('section 2, GC', 'No output on success, "error" result structure on error.'),
  since: '1.1.0',
  level: 'full',
  roles: POOLS,
  scene: frees,
  expected: () => 'GC exits with 0 twice, with nothing on standard output',
  holds: 'silent both times',
  judge: ({ steps }) => {
    const gcs = steps.filter(({ done }) => done.command === 'GC');
    const failed =
      steps.find(({ done }) => !done.ok && done.command !== 'ADD') ?? (gcs.length === 0 ? steps.at(-1) : undefined);
    if (failed) return failure(failed.done, failed.did);
    const loud = gcs.find(({ done }) => done.calls.some((call) => call.stdout.trim() !== ''));
    return loud
      ? { found: `GC printed ${loud.done.calls[0]?.stdout.trim().slice(0, 80)}`, evidence: show(loud.done) }
      : undefined;
  },
  evidence: ({ steps }) => show((steps.find(({ done }) => done.command === 'GC') ?? steps[0])?.done as Done),
};
