import type { IptablesChain, IptablesProgram, IptablesTable, Ruleset } from '../system/iptables-save.ts';
import type { Found, Proposal } from './proposal.ts';
import { ruleEntries } from './rule-entry.ts';
import type { LabState } from './state.ts';

/** What stands in one chain: a rule as saved, a policy, or only the chain itself. */
type Piece = {
  program: IptablesProgram;
  table: string;
  chain: string;
  what: 'rule' | 'policy' | 'chain';
  text: string;
};

const PROGRAMS = ['iptables', 'ip6tables'] as const;

/** Rules, policies and empty chains that are new, and rules that are gone. */
export function iptablesProposals(start: LabState, now: LabState): Found[] {
  return now.places.flatMap(({ place, rules }) => {
    const before = start.places.find((one) => one.place === place)?.rules;
    return PROGRAMS.flatMap((program) => {
      const is = piecesOf(program, rules[program]);
      const was = before === undefined ? [] : piecesOf(program, before[program]);
      const added = without(is, was).flatMap((piece) => asProposals(place, piece, rules[program]));
      const gone = without(was, is).filter(({ what }) => what === 'rule');
      const lost = gone.flatMap((piece) => asProposals(place, piece, before?.[program] ?? []).map(absent));
      return [...added, ...lost];
    });
  });
}

function without(some: readonly Piece[], others: readonly Piece[]): Piece[] {
  const known = new Set(others.map((piece) => JSON.stringify(piece)));
  return some.filter((piece) => !known.has(JSON.stringify(piece)));
}

/** Several programs may show the same rules: a piece is told once. */
function piecesOf(program: IptablesProgram, rulesets: readonly Ruleset[]): Piece[] {
  const all = rulesets.flatMap(({ tables }) =>
    tables.flatMap((table) => table.chains.flatMap((chain) => piecesOfChain(program, table, chain))),
  );
  return [...new Map(all.map((piece) => [JSON.stringify(piece), piece])).values()];
}

function piecesOfChain(program: IptablesProgram, table: IptablesTable, chain: IptablesChain): Piece[] {
  const piece = (what: Piece['what'], text: string): Piece => {
    return { program, table: table.name, chain: chain.name, what, text };
  };
  const rules = chain.rules.map(({ text }) => piece('rule', text));
  if (chain.policy === undefined) return rules.length === 0 ? [piece('chain', '')] : rules;
  // ACCEPT is what every chain begins with, also one that no program shows yet.
  return chain.policy === 'ACCEPT' ? rules : [...rules, piece('policy', chain.policy)];
}

function asProposals(place: string, piece: Piece, rulesets: readonly Ruleset[]): Found[] {
  const at = { at: place, ...(piece.table !== 'filter' && { table: piece.table }), chain: piece.chain };
  if (piece.what !== 'rule') {
    const found = about(piece.what === 'policy' ? { ...at, policy: piece.text } : at);
    return piece.program === 'iptables' ? [found] : [cannotSay(place, piece)];
  }
  const rule = rulesets
    .flatMap(({ tables }) => tables.filter(({ name }) => name === piece.table))
    .flatMap(({ chains }) => chains.filter(({ name }) => name === piece.chain))
    .flatMap(({ rules }) => rules)
    .find(({ text }) => text === piece.text);
  const entries = rule === undefined ? [] : ruleEntries(rule);
  return entries.map(({ rule: asked, unsaid, isIpv6 }) => {
    // The kind looks at IPv6 rules when an address of the entry is one.
    const isSayable = Object.keys(asked).length > 0 && (piece.program === 'iptables' || isIpv6);
    if (!isSayable) return cannotSay(place, piece);
    const remark = unsaid.length === 0 ? {} : { remark: `the rule also says: ${unsaid.join(' ')}` };
    return { ...about({ ...at, rule: asked }), ...remark };
  });
}

function absent(found: Found): Found {
  return 'entry' in found ? { ...found, entry: { ...found.entry, exists: false } } : found;
}

function cannotSay(place: string, { program, table, chain, what, text }: Piece): Found {
  const which = what === 'rule' ? `-A ${chain} ${text}` : `the ${what} of ${chain} ${text}`.trimEnd();
  return { about: 'iptables', unsaid: `${place}, ${program} -t ${table}: ${which}` };
}

function about(entry: Proposal['entry']): Proposal {
  return { about: 'iptables', kind: 'iptables', entry };
}
