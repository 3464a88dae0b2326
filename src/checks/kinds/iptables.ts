import * as z from 'zod';
import { type IptablesProgram, type Ruleset, savedRules } from '../../system/iptables-save.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { verdictOf } from '../parts/facets.ts';
import { look, lookIfThere, lookNow, show, showNow } from '../parts/look.ts';
import { familyOf } from '../parts/prefix.ts';
import { ipOrCidr, place } from '../parts/terms.ts';
import { during, placesOfTraffic, send } from './during.ts';
import { chainFacet, policyFacet, ruleFacet } from './iptables-facets.ts';

const portOrRange = z.union([
  z.number().int().min(1).max(65535),
  z.string().regex(/^\d+(:\d+)?$/, 'a port or from:to'),
]);

const rule = z
  .strictObject({
    source: z
      .union([z.literal('any'), ipOrCidr])
      .optional()
      .describe('Source address or prefix, or `any`.'),
    destination: z
      .union([z.literal('any'), ipOrCidr])
      .optional()
      .describe('Destination address or prefix, or `any`.'),
    in: z.string().optional().describe('The interface the packet came in by.'),
    out: z.string().optional().describe('The interface the packet leaves by.'),
    protocol: z.string().optional().describe('tcp, udp, icmp …'),
    dport: portOrRange.optional().describe('Destination port, also when it is one of several in the rule.'),
    sport: portOrRange.optional().describe('Source port.'),
    target: z.string().optional().describe('ACCEPT, DROP, MASQUERADE, DNAT, or a chain.'),
    to: z.string().optional().describe('Where DNAT, SNAT or REDIRECT send it, such as 192.168.15.2:80.'),
    state: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Connection states the rule covers, such as ESTABLISHED.'),
    comment: z.string().optional().describe('Words of the rule’s comment.'),
  })
  .describe('What the rule must mean. What is left out does not matter.');

const schema = z
  .strictObject({
    at: place.describe('Where the rules are.'),
    table: z.enum(['filter', 'nat', 'mangle', 'raw', 'security']).default('filter').describe('The table.'),
    chain: z.string().describe('The chain; chains it jumps to are searched too.'),
    rule: rule.optional(),
    policy: z.enum(['ACCEPT', 'DROP']).optional().describe('What happens to packets that no rule took.'),
    exists: z
      .boolean()
      .default(true)
      .describe('false: there must be no such rule (or, without `rule`, no such chain).'),
    during: during.optional().describe('With `hit`: traffic sent first, one entry of a traffic kind.'),
    hit: z.boolean().optional().describe('true: packets have matched the rule; false: none has yet.'),
  })
  .refine((entry) => entry.hit === undefined || entry.rule !== undefined, '`hit` needs a `rule`')
  .refine((entry) => entry.during === undefined || entry.hit !== undefined, '`during` needs `hit`');

export type IptablesEntry = z.output<typeof schema>;
export type RuleWanted = z.output<typeof rule>;
type Seen = { rulesets: readonly Ruleset[]; evidence: Evidence };

export const iptables: CheckKind<IptablesEntry, Seen> = {
  kind: 'iptables',
  about: 'A rule with this meaning, a chain or a policy exists, whatever the order of words; and packets have hit it.',
  example: 'iptables: {at: host, table: nat, chain: POSTROUTING, rule: {source: 192.168.15.0/24, target: MASQUERADE}}',
  schema,
  title,
  places: (entry) => [entry.at, ...placesOfTraffic(entry.during)],
  probe,
  judge(entry, { rulesets, evidence }) {
    const facets = [];
    if (entry.policy !== undefined) facets.push(policyFacet(entry, entry.policy, rulesets));
    if (entry.rule !== undefined) facets.push(ruleFacet(entry, entry.rule, rulesets));
    return verdictOf(facets.length === 0 ? [chainFacet(entry, rulesets)] : facets, evidence);
  },
};

function title(entry: IptablesEntry): string {
  const chain = `${entry.chain} of ${entry.at}${entry.table === 'filter' ? '' : ` (table ${entry.table})`}`;
  if (entry.rule === undefined) {
    return entry.policy === undefined ? `chain ${chain}` : `${chain} has the policy ${entry.policy}`;
  }
  return `${chain} has ${entry.exists ? 'a' : 'no'} ${entry.rule.target ?? 'such'} rule`;
}

/**
 * Rules can be in the kernel in two ways at once (nf_tables and the older x_tables); the system's own iptables shows one of
 * them. Both count, so both are read where the programs are there.
 */
async function probe(entry: IptablesEntry, context: Context): Promise<Seen> {
  const { network } = context;
  const program = programFor(entry.rule);
  if (entry.during !== undefined) await send(entry.during, context);
  const [own, legacy, nft, evidence] = await Promise.all([
    (entry.during === undefined ? look : lookNow)(network, entry.at, savedRules(program)),
    lookIfThere(network, entry.at, savedRules(program, '-legacy')),
    lookIfThere(network, entry.at, savedRules(program, '-nft')),
    (entry.during === undefined ? show : showNow)(network, entry.at, [program, '-t', entry.table, '-nvL', entry.chain]),
  ]);
  return { rulesets: [own, legacy, nft].filter((one) => one !== undefined), evidence };
}

function programFor(rule: RuleWanted | undefined): IptablesProgram {
  const texts = [rule?.source, rule?.destination, rule?.to?.startsWith('[') ? rule.to : undefined];
  return texts.some((text) => text !== undefined && familyOf(text) === 6) ? 'ip6tables' : 'iptables';
}
