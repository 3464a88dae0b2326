import * as z from 'zod';
import { hasProgram } from '../../../system/programs.ts';
import { printed, printedLines } from '../on-machine.ts';
import type { Area, Repair } from './area.ts';

/**
 * One table: what puts it back as it was, counters included, and the same without what changes by itself, to compare; and its chains in nftables, for
 * iptables tells of all that it knows, whether they are there or not.
 */
type Table = {
  family: string;
  name: string;
  by: 'nft' | 'iptables' | 'legacy';
  whole: string;
  bare: string;
  chains: string[];
};

/** Tables that iptables(8) has, in either of its two forms. */
const IPTABLES_TABLES = ['filter', 'nat', 'mangle', 'raw', 'security'];
const PROGRAMS: Record<string, string> = { ip: 'iptables', ip6: 'ip6tables' };

/**
 * Every table of nftables and of legacy iptables. A table that differs is replaced as a whole in one step, so that no packet meets half of it. What
 * iptables made of nftables is saved and restored by iptables: nft(8) does not print all of it.
 */
export const firewall: Area<Table[]> = {
  async read() {
    return [...(await nftTables()), ...(await legacyTables())];
  },
  repair(before, now) {
    const same = (one: Table) => (other: Table) =>
      one.family === other.family && one.name === other.name && isLegacy(one) === isLegacy(other);
    const surplus = now.filter((table) => !before.some(same(table)));
    const differing = before.filter((table) => now.find(same(table))?.bare !== table.bare);
    const grown = before.flatMap((table) => {
      const is = now.find(same(table));
      return is?.bare === table.bare ? surplusChains(table, is) : [];
    });
    return [...surplus.map(drop), ...differing.map(restore), ...grown];
  },
};

function isLegacy({ by }: Table): boolean {
  return by === 'legacy';
}

function drop({ family, name, by, bare }: Table): Repair {
  if (by !== 'legacy') return { argv: ['nft', 'delete', 'table', family, name] };
  const open = [...bare.matchAll(/^:(\S+) (ACCEPT|DROP)/gm)].map(([, chain]) => `:${chain} ACCEPT [0:0]`);
  return { argv: [`${PROGRAMS[family]}-legacy-restore`], input: [`*${name}`, ...open, 'COMMIT', ''].join('\n') };
}

/** iptables-restore(8) makes every chain that iptables knows. */
function surplusChains({ family, name, chains }: Table, now: Table): Repair[] {
  const surplus = now.chains.filter((chain) => !chains.includes(chain));
  return surplus.map((chain) => ({ argv: ['nft', 'delete', 'chain', family, name, chain] }));
}

function restore({ family, name, by, whole }: Table): Repair {
  if (by === 'nft')
    return { argv: ['nft', '-f', '-'], input: `table ${family} ${name}\ndelete table ${family} ${name}\n${whole}` };
  return { argv: [`${PROGRAMS[family]}-${by === 'legacy' ? 'legacy' : 'nft'}-restore`, '--counters'], input: whole };
}

const listing = z.object({
  nftables: z.array(
    z.object({
      table: z.object({ family: z.string(), name: z.string() }).optional(),
      chain: z.object({ family: z.string(), table: z.string(), name: z.string() }).optional(),
    }),
  ),
});

async function nftTables(): Promise<Table[]> {
  const tables = (await listed('tables')).flatMap(({ table }) => table ?? []);
  const all = (await listed('chains')).flatMap(({ chain }) => chain ?? []);
  return Promise.all(
    tables.map(async ({ family, name }): Promise<Table> => {
      const saved = await savedByIptables(family, name, 'nft');
      const chains = all.filter((chain) => chain.family === family && chain.table === name).map((chain) => chain.name);
      if (saved !== undefined) return { family, name, by: 'iptables', ...saved, chains };
      const list = ['list', 'table', family, name];
      const [whole, bare] = await Promise.all([printed(['nft', ...list]), printed(['nft', '-s', ...list])]);
      return { family, name, by: 'nft', whole, bare: bare.replace(/ expires \S+/g, ''), chains };
    }),
  );
}

async function listed(what: 'tables' | 'chains'): Promise<z.output<typeof listing>['nftables']> {
  const said = await printed(['nft', '-j', 'list', what]);
  return said === '' ? [] : listing.parse(JSON.parse(said)).nftables;
}

async function legacyTables(): Promise<Table[]> {
  const perFamily = Object.keys(PROGRAMS).map(async (family) => {
    // To list a legacy table that is not there would make it.
    const names = await printedLines(['cat', `/proc/net/${family}_tables_names`]);
    const tables = names.map(async (name): Promise<Table[]> => {
      const saved = await savedByIptables(family, name, 'legacy');
      return saved === undefined || isEmpty(saved.bare) ? [] : [{ family, name, by: 'legacy', ...saved, chains: [] }];
    });
    return (await Promise.all(tables)).flat();
  });
  return (await Promise.all(perFamily)).flat();
}

/** A legacy table stays until its module goes: without a rule, and letting everything through, it is as if it were not there. */
function isEmpty(bare: string): boolean {
  return bare.split('\n').every((line) => /^(\*.*|:\S+ ACCEPT.*|COMMIT|)$/.test(line));
}

/** A table as iptables-save(8) writes it; undefined when it is none of iptables'. */
async function savedByIptables(
  family: string,
  name: string,
  form: 'nft' | 'legacy',
): Promise<Pick<Table, 'whole' | 'bare'> | undefined> {
  const program = `${PROGRAMS[family]}-${form}-save`;
  if (!(family in PROGRAMS) || !IPTABLES_TABLES.includes(name) || !hasProgram(program)) return undefined;
  const said = await printed([program, '--counters', '--table', name]);
  const whole = said.replace(/^#.*\n/gm, '');
  return whole.startsWith(`*${name}\n`) ? { whole, bare: whole.replace(/\[\d+:\d+\]/g, '') } : undefined;
}
