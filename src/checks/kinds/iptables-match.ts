import type { IptablesOption, IptablesRule, IptablesTable } from '../../system/iptables-save.ts';
import { familyOf, sameAddress, samePrefix } from '../parts/prefix.ts';
import { asList } from '../parts/terms.ts';
import type { RuleWanted } from './iptables.ts';

/** A rule as packets meet it: the rules that jumped to its chain, and itself at the end. */
export type RulePath = readonly IptablesRule[];

/** Every rule of a chain and of the chains it jumps to, each with the way there. */
export function rulePaths(
  table: IptablesTable,
  chain: string,
  way: RulePath = [],
  seen: readonly string[] = [],
): RulePath[] {
  const rules = table.chains.find(({ name }) => name === chain)?.rules ?? [];
  if (seen.includes(chain)) return [];
  return rules.flatMap((rule) => {
    const path = [...way, rule];
    return [path, ...(rule.target === undefined ? [] : rulePaths(table, rule.target.name, path, [...seen, chain]))];
  });
}

/** The keys of `wanted` that this rule, met this way, does not fulfil. Empty: it means what was asked for. */
export function unmet(wanted: RuleWanted, path: RulePath): (keyof RuleWanted)[] {
  const conditions = path.flatMap((rule) => rule.conditions);
  const tests: Record<keyof RuleWanted, (value: never) => boolean> = {
    source: (value: string) => hasPrefix(conditions, ['-s', '--source'], value),
    destination: (value: string) => hasPrefix(conditions, ['-d', '--destination'], value),
    in: (value: string) => hasInterface(conditions, '-i', value),
    out: (value: string) => hasInterface(conditions, '-o', value),
    protocol: (value: string) => hasProtocol(conditions, value),
    dport: (value: string | number) => hasPort(conditions, ['--dport', '--dports', '--ports'], String(value)),
    sport: (value: string | number) => hasPort(conditions, ['--sport', '--sports', '--ports'], String(value)),
    target: (value: string) => path.at(-1)?.target?.name === value,
    to: (value: string) => goesTo(path, conditions, value),
    state: (value: string | string[]) => hasStates(conditions, asList(value)),
    comment: (value: string) => textOf(conditions, '--comment').includes(value),
  };
  const keys = Object.keys(tests) as (keyof RuleWanted)[];
  return keys.filter((key) => wanted[key] !== undefined && !tests[key](wanted[key] as never));
}

/** Only what a rule says without "!" counts, and a "!" about the same thing contradicts. */
function positive(
  conditions: readonly IptablesOption[],
  names: readonly string[],
): readonly IptablesOption[] | undefined {
  const about = conditions.filter(({ name }) => names.includes(name));
  return about.some(({ negated }) => negated) ? undefined : about;
}

function hasPrefix(conditions: readonly IptablesOption[], names: readonly string[], wanted: string): boolean {
  const about = positive(conditions, names);
  const family = familyOf(wanted);
  if (about === undefined) return false;
  if (about.length === 0) return samePrefix('any', wanted, family);
  return about.some(({ values: [text = ''] }) => samePrefix(text, wanted, family));
}

/** `veth+` stands for every name that begins so. */
function hasInterface(conditions: readonly IptablesOption[], name: string, wanted: string): boolean {
  return (positive(conditions, [name]) ?? []).some(({ values: [text = ''] }) =>
    text.endsWith('+') && !wanted.endsWith('+') ? wanted.startsWith(text.slice(0, -1)) : text === wanted,
  );
}

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'ipv6-icmp',
  '132': 'sctp',
  icmpv6: 'ipv6-icmp',
};

function hasProtocol(conditions: readonly IptablesOption[], wanted: string): boolean {
  const normal = (text: string) => PROTOCOL_NUMBERS[text.toLowerCase()] ?? text.toLowerCase();
  const about = positive(conditions, ['-p']);
  if (about?.length === 0) return normal(wanted) === 'all';
  return (about ?? []).some(({ values: [text = ''] }) => normal(text) === normal(wanted));
}

/** `--dport 80`, `--dport 80:90`, `--dports 80,443:445`. */
function hasPort(conditions: readonly IptablesOption[], names: readonly string[], wanted: string): boolean {
  const [from, to] = portRange(wanted);
  return (positive(conditions, names) ?? []).some(({ values: [text = ''] }) =>
    text.split(',').some((part) => {
      const [first, last] = portRange(part);
      return first <= from && to <= last;
    }),
  );
}

function portRange(text: string): [number, number] {
  const [from = '', to = from] = text.split(':');
  return [from === '' ? 0 : Number(from), to === '' ? 65535 : Number(to)];
}

/** DNAT, SNAT, REDIRECT and MASQUERADE. Without a port in the rule, DNAT keeps the one the packet was sent to. */
function goesTo(path: RulePath, conditions: readonly IptablesOption[], wanted: string): boolean {
  const options = path.at(-1)?.target?.options ?? [];
  const names = ['--to-destination', '--to-source', '--to-ports'];
  const text = options.find(({ name }) => names.includes(name))?.values[0];
  if (text === undefined) return false;
  if (text === wanted || sameAddress(text, wanted)) return true;
  const [, address = '', port = ''] = /^(.*):(\d+)$/.exec(wanted) ?? [];
  return text === address && hasPort(conditions, ['--dport'], port);
}

function hasStates(conditions: readonly IptablesOption[], wanted: readonly string[]): boolean {
  const has = (positive(conditions, ['--ctstate', '--state']) ?? []).flatMap(({ values }) =>
    (values[0] ?? '').split(','),
  );
  return wanted.flatMap((text) => text.split(',')).every((state) => has.includes(state.trim().toUpperCase()));
}

function textOf(conditions: readonly IptablesOption[], name: string): string {
  return conditions
    .filter((condition) => condition.name === name)
    .map(({ values }) => values.join(' '))
    .join(' ');
}
