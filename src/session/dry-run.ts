import type { Lab } from '../lab/lab.ts';
import { planLab } from '../topology/plan.ts';
import { printPlan } from '../topology/print.ts';

/** Every command of a lab's set-up, as text that a learner could type, place by place. */
export async function dryRun(lab: Lab, direct: boolean): Promise<string> {
  const { length } = lab.faults;
  const fault =
    length === 0 ? [] : ['', `# then one of ${length} ${length === 1 ? 'fault' : 'faults'}, which is yours to find`];
  return [...printPlan(planLab(lab, direct), lab.folder), ...fault].join('\n');
}
