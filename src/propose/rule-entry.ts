import { familyOf } from '../checks/parts/prefix.ts';
import type { IptablesOption, IptablesRule } from '../system/iptables-save.ts';

/** The keys of `iptables: {rule: …}` that a rule fulfils, and its words that no key can say. */
export type RuleEntry = { rule: Record<string, unknown>; unsaid: string[]; isIpv6: boolean };

/** Option of a rule as saved → key of the check. */
const KEYS: Readonly<Record<string, string>> = {
  '-s': 'source',
  '-d': 'destination',
  '-i': 'in',
  '-o': 'out',
  '-p': 'protocol',
  '--dport': 'dport',
  '--sport': 'sport',
  '--dports': 'dport',
  '--sports': 'sport',
  '--ctstate': 'state',
  '--state': 'state',
  '--comment': 'comment',
  '--to-destination': 'to',
  '--to-source': 'to',
  '--to-ports': 'to',
};

const ORDER = ['source', 'destination', 'in', 'out', 'protocol', 'sport', 'dport', 'state', 'comment', 'target', 'to'];

/** What a saved rule means in the words of the check; a rule for several ports is several entries. */
export function ruleEntries({ conditions, target }: IptablesRule): RuleEntry[] {
  const options = [...conditions, ...(target?.options ?? [])];
  const said = options.filter((option) => KEYS[option.name] !== undefined && !option.negated);
  const unsaid = options.filter((option) => !said.includes(option)).map(asTyped);
  const pairs = said.map((option) => [KEYS[option.name] ?? '', valuesOf(option)] as const);
  const rules = pairs.reduce<Record<string, unknown>[]>(
    (rows, [key, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  );
  const isIpv6 = said.some(({ name, values }) => ['-s', '-d'].includes(name) && familyOf(values[0] ?? '') === 6);
  const whole = target === undefined ? rules : rules.map((rule) => ({ ...rule, target: target.name }));
  return whole.map((rule) => ({ rule: inOrder(rule), unsaid, isIpv6 }));
}

/** The order in which a person reads a rule. */
function inOrder(rule: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(ORDER.filter((key) => key in rule).map((key) => [key, rule[key]]));
}

/** The alternatives that one option allows, each as a value of its key. */
function valuesOf({ name, values }: IptablesOption): unknown[] {
  const text = values.join(' ');
  if (name === '--ctstate' || name === '--state') return [text.includes(',') ? text.split(',') : text];
  if (name.endsWith('ports') && name !== '--to-ports') return text.split(',').map(asPort);
  if (name === '--dport' || name === '--sport') return [asPort(text)];
  return [text.replace(/\/(32|128)$/, '')];
}

function asPort(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function asTyped({ name, negated, values }: IptablesOption): string {
  return [...(negated ? ['!'] : []), name, ...values].join(' ');
}
