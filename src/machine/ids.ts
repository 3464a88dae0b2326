import type { IdRange } from '../sandbox/identity.ts';
import type { Facts } from './facts.ts';
import { type Finding, ok } from './finding.ts';

/** As many ids as a range usually has, subuid(5). */
const COUNT = 65536;

/** Which user ids a sandbox has inside, and what having only one costs. */
export function judgeIds({ identity, host, grantedIds, programs }: Facts): Finding {
  if (identity.kind === 'root') return ok('ids', `sandboxes run as the unused ids from ${identity.ids.first} up`);
  if (identity.kind === 'range') return ok('ids', `${host.user} has ${identity.subuid.count} subordinate ids`);
  const lacksTools = programs.some(({ program, state }) => program.name === 'newuidmap' && state !== 'there');
  const first = nextFree(grantedIds);
  const range = `${first}-${first + COUNT - 1}`;
  const grant = ['usermod', '--add-subuids', range, '--add-subgids', range, host.user];
  return {
    id: 'ids',
    status: 'warning',
    says: `${lacksTools ? 'newuidmap is not installed' : `${host.user} has no subordinate ids in /etc/subuid and /etc/subgid`}: only root exists in a sandbox, so programs that change to another user fail there (tcpdump needs -Z root; dnsmasq and nginx need user=root)`,
    blocks: [],
    mend: lacksTools ? [] : [{ argv: grant, asRoot: true }],
  };
}

/** The first id of a range that touches no granted one. */
function nextFree(granted: readonly IdRange[]): number {
  const end = Math.max(100_000, ...granted.map(({ first, count }) => first + count));
  return 100_000 + Math.ceil((end - 100_000) / COUNT) * COUNT;
}
