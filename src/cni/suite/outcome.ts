import type { AnyCase } from '../cases/case.ts';
import { CASES, type CaseName } from '../cases/cases.ts';
import type { Wanted } from '../cases/wanted.ts';
import type { CaseOutcome, CaseStatus } from './suite-report.ts';

/** What a case makes of the scene it judges. */
export function judgeCase(id: CaseName, seen: unknown, wanted: Wanted, ms: number): CaseOutcome {
  const tried: AnyCase = CASES[id];
  const finding = tried.judge(seen);
  const evidence = finding?.evidence ?? tried.evidence(seen);
  const common = { id, title: tried.title, rule: tried.rule, expected: tried.expected(wanted), evidence, ms };
  if (!finding) return { ...common, status: 'passed', found: tried.holds, because: null };
  const { found, because = null, notApplicable } = finding;
  return { ...common, status: notApplicable ? 'not-applicable' : 'failed', found, because };
}

/** A case that was not looked at, and why. */
export function plainOutcome(id: CaseName, status: CaseStatus, found: string): CaseOutcome {
  const { title, rule }: AnyCase = CASES[id];
  return { id, title, rule, status, expected: '', found, because: null, evidence: null, ms: 0 };
}
