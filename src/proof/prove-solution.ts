import { isCostly } from '../checks/looking.ts';
import type { GradableLab } from '../lab/lab.ts';
import type { Solution } from '../lab/solution.ts';
import { judgeStart, judgeTasks } from './judge.ts';
import { broken, type Finding, grade, runParts, type Stage } from './stage.ts';

/** At a fresh start every task is open by its own checks, whatever comes before it, and guards hold. */
export async function proveStart(stage: Stage): Promise<Finding> {
  const alone = { ...stage.lab, tasks: stage.lab.tasks.map((task) => ({ ...task, after: [] })) };
  return judgeStart(await grade(stage, impatient(alone)));
}

/** After its part for task N, tasks 1 to N hold, those before N as far as costly checks need not say it; at the end all do. */
export async function proveSolution(stage: Stage, solution: Solution): Promise<Finding> {
  const { lab } = stage;
  const ids = lab.tasks.map(({ id }) => id);
  for (const [index, part] of solution.parts.entries()) {
    const failed = await runParts(stage, solution.file, [part]);
    if (failed) return failed;
    if (part.task !== undefined && !ids.includes(part.task)) {
      return broken(`${solution.file}, from line ${part.line} on: the lab has no task "${part.task}"`);
    }
    const following = solution.parts[index + 1];
    if (part.task === undefined || following?.task === part.task) continue;
    const report = await grade(stage, following ? upTo(lab, ids.indexOf(part.task)) : lab);
    const finding = judgeTasks(report, following ? `after its part for ${part.task}` : 'at its end');
    if (finding.status !== 'held' || !following) return finding;
  }
  return judgeTasks(await grade(stage, lab), 'at its end');
}

function upTo(lab: GradableLab, index: number): GradableLab {
  const earlier = lab.tasks.slice(0, index).map((task) => {
    return { ...task, checks: task.checks.filter((check) => !isCostly(check, lab.kinds)) };
  });
  return { ...lab, tasks: [...earlier, ...lab.tasks.slice(index, index + 1)] };
}

/** The lab without second looks. */
function impatient(lab: GradableLab): GradableLab {
  const tasks = lab.tasks.map((task) => ({ ...task, checks: task.checks.map((check) => ({ ...check, within: 0 })) }));
  return { ...lab, tasks };
}
