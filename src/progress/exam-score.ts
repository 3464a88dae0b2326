import type { CheckReport, Debrief, Report } from '../checks/report.ts';

/** Percent that pass, as in the CKA. */
export const PASS_MARK = 66;

/** What `netlab exam --json` prints once it is over; its keys are a stable interface. */
export type ExamReport = {
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  /** Who ended it: the candidate, or the time. */
  endedBy: 'candidate' | 'time';
  minutes: number;
  secondsUsed: number;
  /** Whole percent, rounded down; each lab counts as much as the minutes that it is said to take. */
  percent: number;
  passMark: number;
  passed: boolean;
  labs: ExamLab[];
};

export type ExamLab = {
  lab: string;
  title: string;
  /** What it weighs: the minutes that it is said to take. */
  weight: number;
  points: number;
  of: number;
  percent: number;
  tasks: ExamTask[];
  /** Why it could not be graded as it should, null when it was. */
  note: string | null;
  /** What had been broken, in a lab with faults, mended or not. */
  debrief: Debrief | null;
};

export type ExamTask = {
  id: string;
  title: string;
  points: number;
  of: number;
  /** Titles of what does not hold. */
  open: string[];
};

export type Graded = { lab: string; title: string; weight: number; report: Report; debrief: Debrief | null };

/**
 * The score of one lab. What held from the start gives no points: a guard, or in a lab with a fault whatever the fault does not show in (`shows`). But
 * what is broken of it takes them: those of its task, or with a fault all. A bonus does not count.
 */
export function scoreLab({ report, debrief, ...lab }: Graded, shows: readonly string[] | undefined): ExamLab {
  const counts = (check: CheckReport) => (shows === undefined ? !check.guard : shows.includes(check.id));
  const needed = report.tasks.map((task) => ({ ...task, checks: task.checks.filter(({ optional }) => !optional) }));
  const harmed = (checks: readonly CheckReport[]) => checks.some((one) => !counts(one) && one.status !== 'passed');
  const allHarmed = shows !== undefined && needed.some(({ checks }) => harmed(checks));
  const tasks = needed
    .map(({ id, title, checks }): ExamTask => {
      const counted = checks.filter(counts);
      const lost = allHarmed || harmed(checks);
      const open = checks.filter(({ status }) => status !== 'passed').map((one) => one.title);
      return { id, title, points: lost ? 0 : pointsOf(counted.filter(isPassed)), of: pointsOf(counted), open };
    })
    .filter(({ of, open }) => of > 0 || open.length > 0);
  const unseen = needed.flatMap(({ checks }) => checks).filter(({ status }) => status === 'unknown').length;
  const note = unseen === 0 ? null : `netlab could not look at ${unseen} of its checks, which count as open`;
  return { ...lab, ...summed(tasks), tasks, note, debrief };
}

/** A lab that cannot be graded any more gives no points. */
export function lostLab(lab: Pick<ExamLab, 'lab' | 'title' | 'weight'>, note: string): ExamLab {
  return { ...lab, points: 0, of: 0, percent: 0, tasks: [], note, debrief: null };
}

type Frame = Pick<ExamReport, 'startedAt' | 'endedBy' | 'minutes'>;

/** The report of an exam that has ended. */
export function examReport(frame: Frame, endedAt: Date, labs: ExamLab[]): ExamReport {
  const weight = labs.reduce((sum, lab) => sum + lab.weight, 0);
  const share = labs.reduce((sum, lab) => sum + lab.weight * ratio(lab), 0) / (weight || 1);
  const percent = wholePercent(share);
  const seconds = Math.round((endedAt.getTime() - Date.parse(frame.startedAt)) / 1000);
  return {
    ...frame,
    endedAt: endedAt.toISOString(),
    secondsUsed: Math.min(Math.max(0, seconds), frame.minutes * 60),
    percent,
    passMark: PASS_MARK,
    passed: percent >= PASS_MARK,
    labs,
  };
}

function summed(tasks: readonly ExamTask[]): Pick<ExamLab, 'points' | 'of' | 'percent'> {
  const points = tasks.reduce((sum, task) => sum + task.points, 0);
  const of = tasks.reduce((sum, task) => sum + task.of, 0);
  return { points, of, percent: wholePercent(ratio({ points, of })) };
}

function ratio({ points, of }: { points: number; of: number }): number {
  return of === 0 ? 0 : points / of;
}

/** Down, so that nobody passes by rounding; thirds that add up to a whole are a whole. */
function wholePercent(share: number): number {
  return Math.floor(100 * share + 1e-6);
}

function isPassed({ status }: CheckReport): boolean {
  return status === 'passed';
}

function pointsOf(checks: readonly CheckReport[]): number {
  return checks.reduce((sum, { points }) => sum + points, 0);
}
