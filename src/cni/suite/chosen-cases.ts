import type { AnyCase } from '../cases/case.ts';
import { CASE_NAMES, CASES, type CaseName } from '../cases/cases.ts';
import type { SuiteOptions } from './run-suite.ts';

/** The cases that a report is asked for: those of its level, or the named ones with `starts`. */
export function casesOf({ level, only }: Pick<SuiteOptions, 'level' | 'only'>): CaseName[] {
  return CASE_NAMES.filter((name) => {
    if (name === 'configured') return false;
    if (only) return only.includes(name) || name === 'starts';
    const { level: own = 'core' }: AnyCase = CASES[name];
    return level === 'full' || own === 'core';
  });
}

/** Cases that judge the same scene, together; scenes that take longest first, so that none is alone at the end. */
export function scenesOf(names: readonly CaseName[]): CaseName[][] {
  const groups = new Map<string, CaseName[]>();
  for (const name of names) {
    const { id } = CASES[name].scene;
    groups.set(id, [...(groups.get(id) ?? []), name]);
  }
  const slow = ['killed', 'crowd', 'odd', 'gc-keeps', 'gc-by-interface', 'claims', 'refusals', 'environment'];
  const rank = (id: string) => (slow.includes(id) ? slow.indexOf(id) : slow.length);
  return [...groups].toSorted(([one], [other]) => rank(one) - rank(other)).map(([, group]) => group);
}
