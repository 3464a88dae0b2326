import type { Evidence } from './check.ts';

/** All outcomes of one `netlab check`. These keys are a stable interface: `check --json` prints them. */
export type Report = {
  lab: string;
  /** Every needed check passed. Bonus checks do not count. */
  passed: boolean;
  score: { points: number; of: number; bonus: number };
  tasks: TaskReport[];
  /** What had been broken in a lab with faults, once all holds. */
  debrief?: Debrief;
};

/** `text` is Markdown; `seed` brings the same fault again. */
export type Debrief = { fault: string; title: string; layer: string; text: string; seed: number };

export type Status = 'passed' | 'failed' | 'blocked' | 'unknown';

export type TaskReport = {
  id: string;
  title: string;
  status: Status;
  checks: CheckReport[];
};

export type CheckReport = {
  id: string;
  kind: string;
  title: string;
  status: Status;
  optional: boolean;
  guard: boolean;
  points: number;
  expected: string;
  found: string;
  because: string | null;
  evidence: Evidence | null;
  /** Wall time of the probe in milliseconds. */
  ms: number;
};
