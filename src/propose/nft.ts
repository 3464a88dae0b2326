import type { NftTable } from '../system/nft.ts';
import type { Proposal } from './proposal.ts';
import type { LabState, PlaceState } from './state.ts';

/** Rules and dropping policies made with nft; what iptables made is told in its own words. */
export function nftProposals(start: LabState, now: LabState): Proposal[] {
  return now.places.flatMap((here) => {
    const before = start.places.find(({ place }) => place === here.place);
    const was = new Set(before === undefined ? [] : entriesOf(before).map((entry) => JSON.stringify(entry)));
    return entriesOf(here)
      .filter((entry) => !was.has(JSON.stringify(entry)))
      .map((entry): Proposal => ({ about: 'nft', kind: 'nft', entry: { at: here.place, ...entry } }));
  });
}

function entriesOf(state: PlaceState): Record<string, unknown>[] {
  return state.nft
    .filter((table) => !isOfIptables(table, state))
    .flatMap(({ family, name: table, chains }) =>
      chains.flatMap(({ name: chain, policy, rules }) => [
        ...(policy === 'drop' ? [{ family, table, chain, policy }] : []),
        ...rules.map((rule) => ({ family, table, chain, 'rule-contains': phrasesOf(rule) })),
      ]),
    );
}

/** iptables shows its own tables, every chain of them by the same name. */
function isOfIptables({ family, name, chains }: NftTable, { rules }: PlaceState): boolean {
  if (family !== 'ip' && family !== 'ip6') return false;
  const shown = rules[family === 'ip' ? 'iptables' : 'ip6tables']
    .flatMap(({ tables }) => tables)
    .filter((table) => table.name === name);
  return chains.every((chain) => shown.some((table) => table.chains.some((one) => one.name === chain.name)));
}

/** A rule without its counters, which never stand still. */
function phrasesOf(rule: readonly string[]): string[] {
  return rule
    .join(' ')
    .split(/ ?counter packets \d+ bytes \d+ ?/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
