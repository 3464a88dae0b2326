import type { Lab } from '../lab/lab.ts';
import type { Topology, TopologyNode } from '../lab/topology-schema.ts';
import { baseline, hiddenRoomBaseline } from './baseline.ts';
import { bareEnds, crossLinks, innerLinks, type Wiring, wire } from './links.ts';
import { addressSteps, bridgeSteps, settingSteps } from './place-steps.ts';
import { ip, type Plan, type Stage, type Step, switchDevice } from './step.ts';

/**
 * The plan that builds a lab's start state, in a sandbox or `direct` on the machine. There a lone node is the machine itself, unless it would take the place of
 * what the machine has; several are beside it, for their interfaces and routes would. Pure.
 */
export function planLab(lab: Pick<Lab, 'topology'>, direct = false): Plan {
  const { topology } = lab;
  const wiring = wire(topology);
  const nodes = Object.keys(topology.nodes);
  const machine = direct ? nodeOnMachine(topology) : undefined;
  return {
    nodes,
    machine,
    room: planRoom(topology, wiring, machine),
    networks: Object.entries(topology.nodes).flatMap(([name, node]) => planNode(topology, wiring, name, node)),
    last: planLast(topology),
  };
}

function nodeOnMachine({ nodes }: Topology): string | undefined {
  const [[name, node] = [], ...others] = Object.entries(nodes);
  return node === undefined || others.length > 0 || replaces(node) ? undefined : name;
}

/** A second default route is an error or takes the first one's traffic; iptables-restore(8) empties the tables that it loads, and rules of nft may `flush`. */
function replaces({ routes, iptables, nft }: TopologyNode): boolean {
  return iptables !== undefined || nft !== undefined || routes.some(({ to }) => to === 'default' || to.endsWith('/0'));
}

function planRoom(topology: Topology, wiring: Wiring, machine: string | undefined): Stage {
  const switches = Object.keys(topology.switches).flatMap((name): Step[] => [
    ip('link', 'add', 'name', switchDevice(name), 'type', 'bridge'),
    ip('link', 'set', 'dev', switchDevice(name), 'up'),
  ]);
  const nodes = Object.keys(topology.nodes).filter((name) => name !== machine);
  return {
    title: 'nodes and switches',
    node: undefined,
    namespace: undefined,
    steps: [
      ...hiddenRoomBaseline(),
      ...nodes.map((name) => ip('netns', 'add', name)),
      ...switches,
      ...crossLinks(wiring),
    ],
  };
}

function planNode(topology: Topology, wiring: Wiring, name: string, node: TopologyNode): Stage[] {
  const first = Object.keys(topology.nodes).slice(0, Object.keys(topology.nodes).indexOf(name));
  const workspacesBefore = first.reduce((sum, other) => sum + (topology.nodes[other]?.workspace.length ?? 0), 0);
  const own: Step[] = [
    ...baseline(),
    ...Object.keys(node.namespaces).map((namespace): Step => ip('netns', 'add', namespace)),
    ...bridgeSteps(node),
    ...innerLinks(wiring, name),
    ...bareEnds(wiring, name, undefined),
    ...addressSteps(node),
    ...settingSteps(node),
    ...ruleSteps(node),
    ...fileSteps(name, node),
    ...node.workspace.map(({ path }, index): Step => ({ kind: 'workspace', index: workspacesBefore + index, path })),
  ];
  const namespaces = Object.entries(node.namespaces).map(
    ([namespace, content]): Stage => ({
      title: `${name}/${namespace}`,
      node: name,
      namespace,
      steps: [
        ...baseline(),
        ...bareEnds(wiring, name, namespace),
        ...addressSteps(content),
        ...settingSteps(content),
        ...ruleSteps(content),
      ],
    }),
  );
  return [{ title: name, node: name, namespace: undefined, steps: own }, ...namespaces];
}

function ruleSteps(place: Pick<TopologyNode, 'iptables' | 'nft'>): Step[] {
  return [
    ...(place.iptables === undefined ? [] : [{ kind: 'iptables' as const, rules: place.iptables }]),
    ...(place.nft === undefined ? [] : [{ kind: 'nft' as const, rules: place.nft }]),
  ];
}

function fileSteps(name: string, node: TopologyNode): Step[] {
  const files = Object.entries(node.files).map(
    ([path, { content, from, mode }]): Step =>
      from === undefined ? { kind: 'file', path, content: content ?? '', mode } : { kind: 'copy', from, path, mode },
  );
  const hosts = Object.entries(node.hosts);
  if (hosts.length === 0) return files;
  const own = ['127.0.0.1 localhost', `127.0.1.1 ${name}`, '::1 localhost ip6-localhost'];
  const lines = [...own, ...hosts.map(([host, address]) => `${address} ${host}`)];
  return [{ kind: 'file', path: '/etc/hosts', content: `${lines.join('\n')}\n`, mode: '0644' }, ...files];
}

function planLast(topology: Topology): Stage[] {
  const stages = Object.entries(topology.nodes).flatMap(([name, node]) => [
    processStage(name, undefined, node.processes),
    ...Object.entries(node.namespaces).map(([namespace, content]) => processStage(name, namespace, content.processes)),
  ]);
  const [firstNode] = Object.keys(topology.nodes);
  const setup: Stage[] = topology.setup
    ? [
        {
          title: 'set-up script',
          node: firstNode,
          namespace: undefined,
          steps: [{ kind: 'script', from: topology.setup }],
        },
      ]
    : [];
  return [...stages.filter((stage) => stage.steps.length > 0), ...setup];
}

function processStage(node: string, namespace: string | undefined, processes: TopologyNode['processes']): Stage {
  const steps = Object.entries(processes).map(
    ([name, { run, ready, within }]): Step => ({ kind: 'process', name, argv: run, ready, within }),
  );
  return { title: `${namespace ?? node}: ${Object.keys(processes).join(', ')}`, node, namespace, steps };
}
