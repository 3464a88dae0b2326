import { shellLine } from '../system/shell-quote.ts';
import { stagesOf } from './compile.ts';
import type { Plan, Stage, Step } from './step.ts';

/** The plan as commands that a learner could type, one per line, with a comment line before each place. Pure. */
export function printPlan(plan: Plan): string[] {
  return stagesOf(plan).flatMap(printStage);
}

/** One stage: its comment line, then its commands. */
export function printStage(stage: Stage): string[] {
  const where = stage.node === undefined ? 'behind the nodes (switches, hidden from the learner)' : stage.title;
  return [`# ${where}`, ...stage.steps.flatMap((step) => printStep(step, stage.namespace))];
}

function printStep(step: Step, namespace: string | undefined): string[] {
  const enter = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace];
  switch (step.kind) {
    case 'ip':
      return [shellLine(namespace === undefined ? ['ip', ...step.args] : ['ip', '-n', namespace, ...step.args])];
    case 'setting':
      return [shellLine([...enter, 'sysctl', '-w', `${step.pattern.replaceAll('/', '.')}=${step.value}`])];
    case 'file':
      return [
        `cat > ${step.path} <<'END'`,
        ...step.content.trimEnd().split('\n'),
        'END',
        `chmod ${step.mode} ${step.path}`,
      ];
    case 'copy':
      return [shellLine(['install', '-D', '-m', step.mode, step.from, step.path])];
    case 'workspace':
      return [shellLine(['mount', '--bind', `your folder ${step.index + 1}`, step.path])];
    case 'iptables':
      return [`${shellLine([...enter, 'iptables-restore'])} <<'END'`, ...step.rules.trimEnd().split('\n'), 'END'];
    case 'nft':
      return [`${shellLine([...enter, 'nft', '-f', '-'])} <<'END'`, ...step.rules.trimEnd().split('\n'), 'END'];
    case 'process':
      return [`${shellLine([...enter, ...step.argv])} &`];
    case 'script':
      return [shellLine(['bash', step.from])];
  }
}
