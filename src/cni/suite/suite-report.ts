import type { Evidence } from '../../checks/check.ts';
import type { CaseName } from '../cases/cases.ts';
import type { Rule } from '../spec.ts';
import type { NetworkList } from '../types.ts';

/** What a run of the conformance suite came to: data for people, programs and build servers. */

export type CaseStatus = 'passed' | 'failed' | 'blocked' | 'unknown' | 'not-applicable';

export type CaseOutcome = {
  id: CaseName;
  title: string;
  status: CaseStatus;
  rule: Rule;
  expected: string;
  /** What was found; for a case that is not applicable, why. */
  found: string;
  because: string | null;
  /** The lines that repeat it by hand on an empty host, with environment and standard input, and what the last one printed. */
  evidence: Evidence | null;
  /** Wall time of the scene that the case judges, in milliseconds. */
  ms: number;
};

export type SuiteReport = {
  plugin: string;
  /** As found on this machine. */
  file: string;
  /** The version of the specification that was spoken. */
  spec: string;
  level: 'core' | 'full';
  /** What the plugin lists; empty when VERSION did not answer. */
  versions: readonly string[];
  list: NetworkList;
  cases: readonly CaseOutcome[];
  ms: number;
};

/** 0: all that applies passed. 1: something does not hold. 2: something could not be looked at. */
export function exitCodeOfSuite({ cases }: SuiteReport): 0 | 1 | 2 {
  if (cases.some(({ status }) => status === 'unknown')) return 2;
  return cases.some(({ status }) => status === 'failed') ? 1 : 0;
}
