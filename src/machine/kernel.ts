import type { FeatureResult } from '../sandbox/features.ts';
import type { Facts, Host, LabNeeds } from './facts.ts';
import { type Finding, type Mend, ok } from './finding.ts';

/** Without these no lab works. */
const BASE = ['netns', 'veth', 'bridge'];

/** Features that labs use without naming them in `requires`, by the program whose use shows it. */
const SHOWN_BY: Record<string, string> = { iptables: 'iptables', nftables: 'nft', conntrack: 'conntrack' };

/** The kernel module behind a feature, where its name is another. */
const MODULES: Record<string, string> = {
  vlan: '8021q',
  'vlan-filtering': 'bridge',
  gre: 'ip_gre',
  netem: 'sch_netem',
  tbf: 'sch_tbf',
  ipset: 'ip_set',
  ipvs: 'ip_vs',
  nftables: 'nf_tables',
  iptables: 'ip_tables',
  conntrack: 'nf_conntrack',
};

export function moduleOf(feature: string): string {
  return MODULES[feature] ?? feature;
}

/** One finding for the kernel as a whole, and one for each feature it lacks that a built-in lab needs. */
export function judgeKernel({ features, untried, programs, labs, loadable, host }: Facts): Finding[] {
  if (features.length === 0) return [];
  // A program that is not installed is told of elsewhere.
  const absent = programs.filter(({ state }) => state !== 'there').map(({ program }) => program.name);
  const lacking = features.filter(
    (result) =>
      !result.works && !result.said.includes('not found') && !(isProgram(result) && absent.includes(result.feature)),
  );
  const blocking = lacking.filter(({ feature }) => blockedBy(feature, labs).length > 0);
  const works = features.filter((result) => result.works).map(({ feature }) => feature);
  const idle = lacking.filter((result) => !blocking.includes(result)).map(({ feature }) => feature);
  const without = idle.length === 0 ? '' : `; it lacks ${idle.join(', ')}, which no lab here needs`;
  const more = untried.length === 0 ? '' : `; it could load ${untried.join(', ')}, which no lab here needs`;
  return [
    ok('kernel', `what works: ${works.join(', ')}${without}${more}`),
    ...blocking.map((result) => judgeLacking(result, blockedBy(result.feature, labs), loadable, host)),
  ];
}

/** Whether all that was tried is whether a sandbox has a program of that name. */
function isProgram({ command }: FeatureResult): boolean {
  return command.startsWith('command -v ');
}

/** The labs that cannot be done without a feature. */
export function blockedBy(feature: string, labs: readonly LabNeeds[]): string[] {
  const program = SHOWN_BY[feature];
  const needs = ({ requires, programs }: LabNeeds) =>
    BASE.includes(feature) || requires.includes(feature) || (program !== undefined && programs.includes(program));
  return labs.filter(needs).map(({ id }) => id);
}

function judgeLacking(
  result: FeatureResult,
  blocks: readonly string[],
  loadable: readonly string[],
  host: Host,
): Finding {
  const { feature, command, said } = result;
  const mend = isProgram(result) ? [] : moduleMend(moduleOf(feature), loadable, host);
  const advice = isProgram(result)
    ? 'a sandbox sees the programs below /usr and in /bin and /sbin only: install it there'
    : 'this kernel is built without it: another kernel has it, or a VM';
  return {
    id: feature,
    status: BASE.includes(feature) ? 'missing' : 'warning',
    says: `"${command}" does not work in a sandbox${said === '' ? '' : ` (${said})`}`,
    blocks,
    mend,
    ...(mend.length === 0 && { advice }),
  };
}

function moduleMend(module: string, loadable: readonly string[], { family, kernel, manager }: Host): Mend[] {
  if (loadable.includes(module)) return [{ argv: ['modprobe', module], asRoot: true }];
  if (family.includes('ubuntu')) return [{ install: `linux-modules-extra-${kernel}` }];
  return manager === 'dnf' ? [{ install: 'kernel-modules-extra' }] : [];
}
