import { INSIDE } from '../sandbox/layout.ts';
import { shellLine } from '../system/shell-quote.ts';
import { BASELINE } from './baseline.ts';
import type { Plan, Stage, Step } from './step.ts';

/** Marks the ends of here-documents; no word of a plan holds it, since every word is checked by the lab format. */
const END = '__netlab_end__';
const LANE_END = '__netlab_lane_end__';

/**
 * The plan as one POSIX sh script for the fresh sandbox: one `ip -batch` per place, nodes side by side, and so are the namespaces of one. It says `stage N` before stage N,
 * then `ready`, or `failed`; then it sleeps, as the process whose end is the end of the sandbox; `onLeash`, it ends with its standard input. Pure.
 */
export function compilePlan(plan: Plan, onLeash = false): string {
  const numbers = new Map(stagesOf(plan).map((stage, index) => [stage, index]));
  const number = (stage: Stage) => numbers.get(stage) ?? 0;
  const perNode = plan.nodes.map((node) => plan.networks.filter((stage) => stage.node === node));
  const processes = plan.last.filter((stage) => stage.title !== 'set-up script');
  const setup = plan.last.filter((stage) => stage.title === 'set-up script');
  return [
    // Who opened it may be killed in the middle: to say a stage ends this shell then, and what it has started would keep the sandbox open for ever.
    ...(onLeash ? ["trap 'kill -KILL -1' EXIT", 'trap : PIPE'] : []),
    `. ${INSIDE.app}/libexec/setup.sh`,
    'open_world',
    ...(plan.machine === undefined ? [] : [`on_machine ${plan.machine}`]),
    ["differing <<'BASELINE'", ...Object.entries(BASELINE).map((setting) => setting.join(' ')), 'BASELINE'].join('\n'),
    `stage ${number(plan.room)}`,
    inShell(`/bin/sh -s`, plan.room),
    sideBySide(plan.nodes.map((node) => `open_node ${node}`)),
    sideBySide(perNode.map((stages) => buildNode(stages, (stage) => `stage ${number(stage)}\n${inPlace(stage)}`))),
    sideBySide(processes.map((stage) => `stage ${number(stage)}\n${startProcesses(stage)}`)),
    ...setup.map((stage) => `stage ${number(stage)}\n${inPlace(stage)}`),
    'printf "ready\\n"',
    `exec /netlab/run/netlab-keeper ${INSIDE.app}/libexec/${onLeash ? 'leash.sh' : 'keep.sh </dev/null'} >/dev/null 2>&1`,
    '',
  ].join('\n');
}

/** The stages in the order in which `stage N` counts them. */
export function stagesOf(plan: Plan): Stage[] {
  return [plan.room, ...plan.networks, ...plan.last];
}

/** Namespaces of one node that are built at the same time. More would only wait for each other. */
const LANES = 4;

/** The node's own stage makes its namespaces and the wires between them; what remains is each one's own affair. */
function buildNode([own, ...namespaces]: readonly Stage[], build: (stage: Stage) => string): string {
  if (!own) return '';
  const lanes = Array.from({ length: Math.min(LANES, namespaces.length) }, (_, lane) =>
    namespaces.filter((_stage, index) => index % LANES === lane),
  );
  return [build(own), sideBySide(lanes.map((lane) => inNode(own, lane.map(build))))].join('\n');
}

/** One shell in the node for many of its namespaces, since to enter a node takes as long as to build a namespace. */
function inNode({ node }: Stage, parts: readonly string[]): string {
  const lines = [`. ${INSIDE.app}/libexec/setup.sh`, ...parts];
  return [`in_place ${node} '' /bin/sh -s <<'${LANE_END}' || die`, ...lines, LANE_END].join('\n');
}

/** Every part in a subshell of its own; the first that fails ends the script, and with it the sandbox. */
function sideBySide(parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const started = parts.map((part, index) => `(\n${part}\n) & part_${index}=$!`);
  const awaited = parts.map((_, index) => `wait "$part_${index}" || die`);
  return [...started, ...awaited].join('\n');
}

function inPlace(stage: Stage): string {
  const isBare = stage.steps.every((step) => step.kind === 'ip' || (step.kind === 'setting' && step.baseline));
  if (stage.namespace !== undefined && isBare) {
    return [`configure ${stage.namespace} <<'IP_BATCH' || die`, ...batchOf(stage), 'IP_BATCH'].join('\n');
  }
  return inShell(`in_place ${stage.node} '${stage.namespace ?? ''}' /bin/sh -s`, stage);
}

/** A shell in the stage's place, fed by a here-document. */
function inShell(shell: string, stage: Stage): string {
  const settings = stage.steps.filter((step) => step.kind === 'setting' && !step.baseline);
  const commands = batchOf(stage);
  const rest = stage.steps.filter((step) => step.kind !== 'setting' && step.kind !== 'ip');
  // The baseline, and all that the hidden room is set to, come first: what is made then inherits it. A lab's own settings may be of an interface
  // that is made here.
  const lines = [
    `. ${INSIDE.app}/libexec/place.sh`,
    ...(stage.node === undefined ? settings.map(shellStep) : ['. /netlab/run/baseline']),
    ...(commands.length === 0 ? [] : ["ip -batch - <<'IP_BATCH' || exit 1", ...commands, 'IP_BATCH']),
    ...(stage.node === undefined ? [] : settings.map(shellStep)),
    ...rest.map(shellStep),
  ];
  return [`${shell} <<'${END}' || die`, ...lines, END].join('\n');
}

function batchOf(stage: Stage): string[] {
  return stage.steps.flatMap((step) => (step.kind === 'ip' ? [step.args.join(' ')] : []));
}

function shellStep(step: Step): string {
  switch (step.kind) {
    case 'setting':
      return `${step.ifAny ? 'setting_if_any' : 'setting'} ${shellLine([step.pattern, step.value])}`;
    case 'file':
      return `file ${shellLine([step.path, step.mode])} <<'FILE'\n${base64(step.content)}\nFILE`;
    case 'copy':
      return `copy ${shellLine([`${INSIDE.lab}/${step.from}`, step.path, step.mode])}`;
    case 'workspace':
      return `workspace ${shellLine([`${INSIDE.work}/${step.index}`, step.path])}`;
    case 'iptables':
      return `base64 -d <<'RULES' | iptables-restore || exit 1\n${base64(step.rules)}\nRULES`;
    case 'nft':
      return `base64 -d <<'RULES' | nft -f - || exit 1\n${base64(step.rules)}\nRULES`;
    case 'script':
      return `bash -eu ${shellLine([`${INSIDE.lab}/${step.from}`])} </dev/null || exit 1`;
    case 'ip':
    case 'process':
      throw new Error(`a ${step.kind} step is not one line of a shell`);
  }
}

function startProcesses(stage: Stage): string {
  return stage.steps.flatMap((step) => (step.kind === 'process' ? [startProcess(stage, step)] : [])).join('\n');
}

function startProcess(stage: Stage, step: Extract<Step, { kind: 'process' }>): string {
  const place = `${stage.node} '${stage.namespace ?? ''}' ${step.name}`;
  const tenths = String(Math.ceil(step.within * 10));
  const { tcp, udp, file } = step.ready ?? {};
  return [
    `begin ${place} ${shellLine(step.argv)}`,
    ...(tcp === undefined ? [] : [`ready_port ${place} tcp ${tcp} ${tenths}`]),
    ...(udp === undefined ? [] : [`ready_port ${place} udp ${udp} ${tenths}`]),
    ...(file === undefined ? [] : [`ready_file ${place} ${shellLine([file])} ${tenths}`]),
  ].join('\n');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
