import type { IptablesChain, IptablesTable, Ruleset } from '../../system/iptables-save.ts';
import type { Facet } from '../parts/facets.ts';
import type { IptablesEntry, RuleWanted } from './iptables.ts';
import { type RulePath, rulePaths, unmet } from './iptables-match.ts';

/** Chains that the kernel knows; without rules they exist unseen, with the policy ACCEPT. */
const BUILT_IN: readonly string[] = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/** The chain is there, or must not be. */
export function chainFacet(entry: IptablesEntry, rulesets: readonly Ruleset[]): Facet {
  const name = `chain ${entry.chain} in table ${entry.table}`;
  const is = BUILT_IN.includes(entry.chain) || chainsOf(entry, rulesets).length > 0;
  return { holds: is === entry.exists, expected: entry.exists ? name : `no ${name}`, found: is ? name : `no ${name}` };
}

/** A packet must be accepted by every ruleset, and one that drops is enough to drop. */
export function policyFacet(entry: IptablesEntry, policy: string, rulesets: readonly Ruleset[]): Facet {
  const found = chainsOf(entry, rulesets).some((chain) => chain.policy === 'DROP') ? 'DROP' : 'ACCEPT';
  const because = policy === 'ACCEPT' ? 'The policy drops every packet that no rule took.' : undefined;
  return {
    holds: found === policy,
    expected: `policy ${policy} in ${entry.chain}`,
    found: `policy ${found} in ${entry.chain}`,
    because,
  };
}

/** A rule that means what was asked for, in the chain or where it jumps to; with `hit`, one that packets have matched. */
export function ruleFacet(entry: IptablesEntry, wanted: RuleWanted, rulesets: readonly Ruleset[]): Facet {
  const paths = pathsIn(rulesets, entry.table, entry.chain);
  const matching = paths.filter((path) => unmet(wanted, path).length === 0);
  const what = `${phrase(wanted)} in ${entry.chain}`;
  const [first] = matching;
  if (!entry.exists) {
    return { holds: first === undefined, expected: `no rule ${what}`, found: first ? shown(first) : `no rule ${what}` };
  }
  if (first === undefined)
    return { holds: false, expected: `a rule ${what}`, ...missing(entry, wanted, paths, rulesets) };
  if (entry.hit === undefined) return { holds: true, expected: `a rule ${what}`, found: shown(first) };
  const packets = matching.reduce((sum, path) => sum + (path.at(-1)?.packets ?? 0), 0);
  return {
    holds: packets > 0 === entry.hit,
    expected: `a rule ${what} that ${entry.hit ? 'packets have' : 'no packet has'} matched`,
    found: packets === 0 ? 'the rule, which no packet has matched' : `the rule, which matched ${packets} packets`,
    because: entry.hit ? 'Nothing was sent yet, or an earlier rule takes the packets first.' : undefined,
  };
}

function missing(
  entry: IptablesEntry,
  wanted: RuleWanted,
  paths: readonly RulePath[],
  rulesets: readonly Ruleset[],
): { found: string; because?: string | undefined } {
  if (rulesets.some(({ unreadable }) => unreadable.includes(entry.table))) {
    return { found: `table ${entry.table} holds rules made with nft, which iptables cannot show` };
  }
  if (!BUILT_IN.includes(entry.chain) && chainsOf(entry, rulesets).length === 0) {
    return { found: `no chain ${entry.chain} in table ${entry.table}` };
  }
  const elsewhere = elsewhereIn(entry, wanted, rulesets);
  if (elsewhere !== undefined) return elsewhere;
  const [closest] = paths
    .map((path) => ({ path, open: unmet(wanted, path) }))
    .filter(({ open }) => open.length < Object.keys(wanted).length)
    .toSorted((a, b) => a.open.length - b.open.length);
  if (closest !== undefined) {
    return { found: shown(closest.path), because: `In the closest rule this differs: ${closest.open.join(', ')}.` };
  }
  if (paths.length === 0) return { found: `no rules in ${entry.chain} (table ${entry.table})` };
  const texts = paths.slice(0, 3).map(shown).join(', ');
  return { found: `${entry.chain} has ${texts}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}` };
}

/** The same rule in another chain or table: the hook decides when a rule is asked, so it does nothing there. */
function elsewhereIn(entry: IptablesEntry, wanted: RuleWanted, rulesets: readonly Ruleset[]) {
  for (const table of rulesets.flatMap(({ tables }) => tables)) {
    for (const chain of table.chains) {
      if (table.name === entry.table && chain.name === entry.chain) continue;
      const hit = rulePaths(table, chain.name).find((path) => unmet(wanted, path).length === 0);
      if (hit === undefined) continue;
      const where = table.name === entry.table ? chain.name : `${chain.name} of table ${table.name}`;
      const because =
        chain.policy === undefined
          ? `Packets come to ${chain.name} only when a rule in ${entry.chain} jumps there.`
          : `Each chain is asked at another moment: ${chain.name} is the wrong one for this.`;
      return { found: `the rule is in ${where}, not in ${entry.chain}`, because };
    }
  }
  return undefined;
}

function pathsIn(rulesets: readonly Ruleset[], table: string, chain: string): RulePath[] {
  return tablesOf(rulesets, table).flatMap((one) => rulePaths(one, chain));
}

function chainsOf(entry: IptablesEntry, rulesets: readonly Ruleset[]): IptablesChain[] {
  return tablesOf(rulesets, entry.table).flatMap(({ chains }) => chains.filter(({ name }) => name === entry.chain));
}

/** Two programs may show the same rules: each is counted once. */
function tablesOf(rulesets: readonly Ruleset[], name: string): IptablesTable[] {
  const tables = rulesets.flatMap((ruleset) => ruleset.tables.filter((table) => table.name === name));
  return [...new Map(tables.map((table) => [JSON.stringify(table), table])).values()];
}

function shown(path: RulePath): string {
  return path.map(({ text }) => text || '(a rule for everything, without a target)').join(' → ');
}

/** In the words of iptables: `-s 192.168.15.0/24 -j MASQUERADE`. */
function phrase(wanted: RuleWanted): string {
  const flags: Record<keyof RuleWanted, string> = {
    protocol: '-p',
    source: '-s',
    destination: '-d',
    in: '-i',
    out: '-o',
    sport: '--sport',
    dport: '--dport',
    state: '--ctstate',
    comment: '--comment',
    target: '-j',
    to: '--to',
  };
  return (Object.keys(flags) as (keyof RuleWanted)[])
    .filter((key) => wanted[key] !== undefined)
    .map((key) => `${flags[key]} ${String(wanted[key])}`)
    .join(' ');
}
