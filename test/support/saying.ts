import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import {
  type AnyCheckKind,
  type CheckKind,
  type Network,
  NoSuchPlaceError,
  ProbeError,
} from '../../src/checks/check.ts';
import { type GradeOptions, gradeLab } from '../../src/checks/grade.ts';
import { type CheckDraft, labOf, type TaskDraft } from './tiny-lab.ts';

/** What every probe of these kinds has seen. */
export const evidence = { command: 'look', output: 'seen' };

/** A kind whose entry says what its probe does; `reads` asks the network, `counts` holds from the n-th look on. */
type SayEntry = { says: string; ms?: number | undefined; counts?: number | undefined };
const schema = z.strictObject({ says: z.string(), ms: z.number().optional(), counts: z.number().optional() });

function sayKind(kind: string, log: string[] = [], exclusive = false): CheckKind<SayEntry, string> {
  const looks = new Map<string, number>();
  return {
    kind,
    about: 'For tests.',
    schema,
    exclusive,
    title: ({ says }) => `it says ${says}`,
    places: () => [],
    async probe({ says, ms = 0, counts = 0 }, context) {
      const { network, answer } = context;
      log.push(`begin ${says}`);
      await pause(ms);
      log.push(`end ${says}`);
      if (says === 'broken') throw new ProbeError('the tool is missing', evidence);
      if (says === 'bug') throw new TypeError('x is not a function');
      if (says === 'never') await new Promise(() => {});
      if (says.startsWith('gone ')) throw new NoSuchPlaceError(says.slice(5), evidence);
      if (says === 'provokes') await context.provoke({ say: { says: 'provoked' } });
      if (says === 'answer') return answer ?? 'none';
      if (says === 'reads') return (await network.read('red', ['ip', 'addr'])).stdout;
      looks.set(says, (looks.get(says) ?? 0) + 1);
      return (looks.get(says) ?? 0) >= counts ? says : 'not yet';
    },
    judge: (_entry, seen) => ({
      status: /^(yes|late)/.test(seen) ? 'passed' : 'failed',
      expected: 'yes',
      found: seen,
      because: 'it is so',
      evidence,
    }),
  };
}

function kindsWith(log: string[] = []): ReadonlyMap<string, AnyCheckKind> {
  const namespace = { ...sayKind('namespace', log), schema: z.looseObject({ says: z.string(), name: z.string() }) };
  const dear = { ...sayKind('dear', log), costly: true };
  const watcher: AnyCheckKind = {
    ...sayKind('watcher', log, true),
    prepare: (entry, { throughout }) =>
      throughout?.(
        'watch',
        async () => log.push(`ready ${(entry as SayEntry).says}`),
        async () => log.push('ended'),
      ) ?? Promise.resolve(),
  };
  const all: AnyCheckKind[] = [
    watcher,
    sayKind('say', log),
    sayKind('alone', log, true),
    sayKind('answer', log),
    dear,
    namespace,
  ];
  return new Map(all.map((kind) => [kind.kind, kind]));
}

/** A network that only counts how often it is asked, and says "yes" from the second time on. */
function countingNetwork(): Network {
  let asked = 0;
  const remembered = new Map<string, ReturnType<Network['run']>>();
  const network: Network = {
    async run(place, argv) {
      asked += 1;
      return { place, argv, exitCode: 0, stdout: asked > 1 ? 'yes' : 'no', stderr: '', timedOut: false, ms: 0 };
    },
    read(place, argv) {
      const known = remembered.get(place) ?? network.run(place, argv);
      remembered.set(place, known);
      return known;
    },
    byHand: (_place, argv) => argv.join(' '),
    evidence: () => evidence,
  };
  return network;
}

/** A check of the kind `say`. */
export const say = (says: string, more: Partial<CheckDraft> = {}): CheckDraft => ({
  kind: 'say',
  entry: { says },
  ...more,
});
const answers = {};

/** Grades tiny tasks by id; `log` gets what the probes do. */
export function grade(tasks: Record<string, TaskDraft>, options: Partial<GradeOptions> = {}, log: string[] = []) {
  const kinds = kindsWith(log);
  return gradeLab(labOf(tasks, kinds), kinds, countingNetwork(), { answers, ...options });
}

/** The outcomes of one task's checks. */
export async function only(...checks: CheckDraft[]) {
  const report = await grade({ one: { checks } });
  return report.tasks[0]?.checks ?? [];
}
