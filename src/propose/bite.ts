import { isDeepStrictEqual } from 'node:util';
import type { Network } from '../checks/check.ts';
import { gradeLab } from '../checks/grade.ts';
import type { CheckReport } from '../checks/report.ts';
import type { GradableLab, LabCheck } from '../lab/lab.ts';
import type { Proposal } from './proposal.ts';

type Worlds = { solved: Network; fresh: Network; signal?: AbortSignal };

/**
 * Grades proposals in both worlds and keeps those that pass in the solved one and fail in the fresh one: a check that cannot fail is none.
 * `dull`: what does not pass now although it was made from what is there, as sentences.
 */
export async function keepBiting(
  lab: GradableLab,
  proposals: readonly Proposal[],
  { solved, fresh, signal }: Worlds,
): Promise<{ biting: Proposal[]; dull: string[] }> {
  const checks = proposals.map((proposal, index) => asCheck(lab, proposal, index));
  const known = lab.tasks.flatMap((task) => task.checks);
  const wanted = checks.filter((check) => check !== undefined && !known.some((one) => isSame(one, check)));
  const trial = trialOf(
    lab,
    wanted.filter((check) => check !== undefined),
  );
  const grade = async (network: Network) => {
    const report = await gradeLab(trial, lab.kinds, network, { answers: {}, ...(signal && { signal }) });
    return new Map(report.tasks.flatMap((task) => task.checks.map((check) => [check.id, check] as const)));
  };
  const [now, then] = await Promise.all([grade(solved), grade(fresh)]);
  const ofProposal = (reports: ReadonlyMap<string, CheckReport>, index: number) => reports.get(idOf(index));
  return {
    biting: proposals.filter((_proposal, index) => {
      const before = ofProposal(then, index)?.status;
      return ofProposal(now, index)?.status === 'passed' && (before === 'failed' || before === 'blocked');
    }),
    dull: proposals.flatMap((proposal, index) => {
      const report = ofProposal(now, index);
      if (checks[index] === undefined) return [`${proposal.kind}: ${JSON.stringify(proposal.entry)} cannot be written`];
      return report === undefined || report.status === 'passed' || proposal.isGuess
        ? []
        : [`${report.title}: found ${report.found}`];
    }),
  };
}

/** Undefined when the kind's schema refuses the entry, as for a name that a lab cannot write. */
function asCheck(lab: GradableLab, { kind, entry, control }: Proposal, index: number): LabCheck | undefined {
  const parsed = lab.kinds.get(kind)?.schema.safeParse(entry);
  const proof = control && lab.kinds.get(control.kind)?.schema.safeParse(control.entry);
  if (!parsed?.success || (control && !proof?.success)) return undefined;
  return {
    id: idOf(index),
    kind,
    entry: parsed.data,
    title: undefined,
    points: 1,
    because: undefined,
    within: 0,
    control: control && { kind: control.kind, entry: proof?.data },
    guard: false,
    optional: false,
    reveal: 'full',
  };
}

function idOf(index: number): string {
  return `proposed.${index + 1}`;
}

function isSame(one: LabCheck, other: LabCheck): boolean {
  return one.kind === other.kind && isDeepStrictEqual(one.entry, other.entry);
}

/** A lab that has these checks and nothing else to do. */
function trialOf(lab: GradableLab, checks: readonly LabCheck[]): GradableLab {
  return { ...lab, tasks: [{ id: 'proposed', title: 'Proposed', after: [], text: '', hints: [], checks }] };
}
