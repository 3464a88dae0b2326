import type { Problem } from '../lab/problems/problem.ts';

/** What lint says of a place in a lab: a `problem` keeps the lab from starting, a `warning` is a false friend. */
export type Finding = Problem & { severity: 'problem' | 'warning' };

/** A warning about a file of the lab's folder other than lab.yaml. `path` is relative to the folder; line and column count from 1. */
export type FileFault = {
  code: string;
  message: string;
  path: string;
  line: number;
  /** The whole line where there is no column. */
  column?: number;
  length?: number;
};

/** What was found in one lab. */
export type LabFindings = {
  id: string;
  /** Absolute path. */
  folder: string;
  findings: Finding[];
};

/** All findings of one `netlab lab lint`. */
export type LintReport = {
  clean: boolean;
  labs: LabFindings[];
  /** What could not be looked at, and why, in sentences. */
  notLooked: string[];
};
