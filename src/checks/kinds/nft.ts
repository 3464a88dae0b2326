import * as z from 'zod';
import { type NftChain, type NftTable, nftRuleset } from '../../system/nft.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { look, show } from '../parts/look.ts';
import { place } from '../parts/terms.ts';

const schema = z.strictObject({
  at: place.describe('Where the rules are.'),
  family: z.enum(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']).optional().describe('The family of the table.'),
  table: z.string().optional().describe('The table.'),
  chain: z.string().optional().describe('The chain.'),
  hook: z
    .enum(['prerouting', 'input', 'forward', 'output', 'postrouting', 'ingress', 'egress'])
    .optional()
    .describe('The hook the chain hangs on.'),
  policy: z.enum(['accept', 'drop']).optional().describe('What happens to packets that no rule took.'),
  'rule-contains': z
    .array(z.string())
    .optional()
    .describe('Phrases that one rule contains, each in whole words, such as "ip saddr 10.0.0.0/8" and "masquerade".'),
  exists: z.boolean().default(true).describe('false: there must be nothing like that.'),
});

type Entry = z.output<typeof schema>;
type Seen = { tables: readonly NftTable[]; evidence: Evidence };
type Candidate = { table: NftTable; chain: NftChain | undefined };

export const nft: CheckKind<Entry, Seen> = {
  kind: 'nft',
  about: 'An nftables table, chain, hook or rule exists. Rules that iptables made with nf_tables are among them.',
  example: 'nft: {at: host, hook: postrouting, rule-contains: [masquerade]}',
  schema,
  title: (entry) => `${entry.at} has ${entry.exists ? '' : 'no '}${phrase(entry)}`,
  places: (entry) => [entry.at],
  probe,
  judge: (entry, seen) => verdictOf([facet(entry, seen.tables)], seen.evidence),
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const byHand = ['nft', 'list', 'ruleset'];
  const [tables, evidence] = await Promise.all([look(network, entry.at, nftRuleset), show(network, entry.at, byHand)]);
  return { tables, evidence };
}

function facet(entry: Entry, tables: readonly NftTable[]): Facet {
  const all = tables.flatMap(candidates);
  const inTable = all.filter(({ table }) => isTable(entry, table));
  const inChain = inTable.filter(({ chain }) => isChain(entry, chain));
  const phrases = (entry['rule-contains'] ?? []).map(words);
  const rules = inChain.flatMap(({ chain }) => chain?.rules ?? []);
  const rule = rules.find((one) => phrases.every((wanted) => hasPhrase(one, wanted)));
  const is = phrases.length > 0 ? rule !== undefined : inChain.length > 0;
  const expected = `${entry.exists ? '' : 'no '}${phrase(entry)}`;
  const found = is ? (rule?.join(' ') ?? phrase(entry)) : missing(entry, tables, all, inTable, inChain);
  return { holds: is === entry.exists, expected, found };
}

function candidates(table: NftTable): Candidate[] {
  return table.chains.length === 0 ? [{ table, chain: undefined }] : table.chains.map((chain) => ({ table, chain }));
}

function isTable(entry: Entry, table: NftTable): boolean {
  return (
    (entry.family === undefined || table.family === entry.family) &&
    (entry.table === undefined || table.name === entry.table)
  );
}

function isChain(entry: Entry, chain: NftChain | undefined): boolean {
  return (
    (entry.chain === undefined || chain?.name === entry.chain) &&
    (entry.hook === undefined || chain?.hook === entry.hook) &&
    (entry.policy === undefined || chain?.policy === entry.policy)
  );
}

/** What is the first thing that is not there: the table, the chain, or the rule. */
function missing(
  entry: Entry,
  tables: readonly NftTable[],
  all: readonly Candidate[],
  inTable: readonly Candidate[],
  inChain: readonly Candidate[],
): string {
  if (inTable.length === 0) {
    const names = tables.map(({ family, name }) => `${family} ${name}`);
    return names.length === 0 ? 'no tables at all' : `only the tables ${names.join(', ')}`;
  }
  if (inChain.length === 0) {
    const near = inTable.filter(({ chain }) => chain !== undefined && (!entry.chain || chain.name === entry.chain));
    const shown = (near.length > 0 ? near : inTable).flatMap(({ chain }) =>
      chain === undefined ? [] : [describe(chain)],
    );
    return shown.length === 0 ? 'a table without chains' : `only ${shown.join(', ')}`;
  }
  const phrases = (entry['rule-contains'] ?? []).map(words);
  const other = all.find(({ chain }) => chain?.rules.some((rule) => phrases.every((one) => hasPhrase(rule, one))));
  if (other !== undefined) return `such a rule in ${other.table.family} ${other.table.name} ${other.chain?.name}`;
  const rules = inChain.flatMap(({ chain }) => chain?.rules ?? []).map((rule) => rule.join(' '));
  return rules.length === 0 ? 'no rules there' : `the rules: ${rules.slice(0, 3).join('; ')}`;
}

function describe({ name, hook, policy }: NftChain): string {
  return `chain ${name}${hook === undefined ? '' : ` (hook ${hook}, policy ${policy ?? 'accept'})`}`;
}

/** The words stand in the rule one after another. */
function hasPhrase(rule: readonly string[], wanted: readonly string[]): boolean {
  return rule.some((_word, start) => wanted.every((word, index) => rule[start + index] === word));
}

function words(text: string): string[] {
  return text.match(/[{},]|[^\s{},]+/g) ?? [];
}

function phrase(entry: Entry): string {
  const parts = [
    `table${entry.family === undefined ? '' : ` ${entry.family}`}${entry.table === undefined ? '' : ` ${entry.table}`}`,
  ];
  if (entry.chain !== undefined) parts.push(`chain ${entry.chain}`);
  if (entry.hook !== undefined) parts.push(`hook ${entry.hook}`);
  if (entry.policy !== undefined) parts.push(`policy ${entry.policy}`);
  if (entry['rule-contains'] !== undefined) parts.push(`a rule with ${entry['rule-contains'].join(' and ')}`);
  return parts.join(', ');
}
