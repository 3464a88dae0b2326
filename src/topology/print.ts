import { dirname, join } from 'node:path';
import { shellLine, shellQuote } from '../system/shell-quote.ts';
import { stagesOf } from './compile.ts';
import type { Plan, Ready, Stage, Step } from './step.ts';

/**
 * The plan as commands that a learner could type, one per line, with a comment line before each place. `folder` is the lab's own. The
 * commands of a lab with one node run as they stand in any empty network namespace; with several nodes each comment says where to type. Pure.
 */
export function printPlan(plan: Plan, folder: string): string[] {
  const own = plan.machine === undefined ? 1 : 0;
  const alone = plan.nodes.length === 1 && plan.room.steps.filter(({ kind }) => kind === 'ip').length === own;
  const stages = alone ? stagesOf(plan).slice(1) : stagesOf(plan);
  return stages.flatMap((stage) => printStage(stage, folder));
}

/** One stage: its comment line, then its commands. */
export function printStage(stage: Stage, folder: string): string[] {
  return [`# ${whereOf(stage)}`, ...stage.steps.flatMap((step) => printStep(step, stage.namespace, folder))];
}

function whereOf({ node, namespace, title }: Stage): string {
  if (node === undefined) return 'behind the nodes, where the switches are: hidden from the learner';
  return namespace === undefined
    ? `on ${node}${title === node ? '' : ` (${title})`}`
    : `on ${node}, for its namespace ${namespace}`;
}

function printStep(step: Step, namespace: string | undefined, folder: string): string[] {
  const enter = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace];
  switch (step.kind) {
    case 'ip':
      return [shellLine(namespace === undefined ? ['ip', ...step.args] : ['ip', '-n', namespace, ...step.args])];
    case 'setting':
      return settingKeys(step.pattern).map((key) =>
        shellLine([...enter, 'sysctl', step.ifAny ? '-qew' : '-qw', `${key}=${step.value}`]),
      );
    case 'file':
      return [
        shellLine(['mkdir', '-p', dirname(step.path)]),
        ...hereDocument(['cat', '>'], step.path, step.content),
        shellLine(['chmod', step.mode, step.path]),
      ];
    case 'copy':
      return [shellLine(['install', '-D', '-m', step.mode, join(folder, step.from), step.path])];
    case 'workspace':
      return [`# ${step.path} shows a folder of your own, which start names`];
    case 'iptables':
      return hereDocument([...enter, 'iptables-restore'], undefined, step.rules);
    case 'nft':
      return hereDocument([...enter, 'nft', '-f', '-'], undefined, step.rules);
    case 'process':
      return [`${shellLine([...enter, ...step.argv])} &${waitFor(step.ready)}`];
    case 'script':
      return [shellLine(['bash', '-eu', join(folder, step.from)])];
  }
}

/** sysctl(8) takes no patterns: `all` and `default` are what is there before an interface is. */
function settingKeys(pattern: string): string[] {
  const key = pattern.replaceAll('/', '.');
  return key.includes('*') ? ['all', 'default'].map((name) => key.replace('*', name)) : [key];
}

function hereDocument(command: readonly string[], path: string | undefined, text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  let end = 'END';
  while (lines.includes(end)) end += '_';
  const words = command.map((word) => (word === '>' ? word : shellQuote(word)));
  return [[...words, ...(path === undefined ? [] : [shellQuote(path)]), `<<'${end}'`].join(' '), ...lines, end];
}

function waitFor(ready: Ready | undefined): string {
  if (ready?.tcp !== undefined) return `   # then wait until TCP port ${ready.tcp} listens`;
  if (ready?.udp !== undefined) return `   # then wait until UDP port ${ready.udp} listens`;
  return ready?.file === undefined ? '' : `   # then wait until ${ready.file} is there`;
}
