import { printedLines } from '../on-machine.ts';
import { type Area, added, type Repair } from './area.ts';

type Family = '-4' | '-6';

/** Routes and rules of one family as ip(8) prints and reads them, one per line. */
type Lines = Record<Family, string[]>;

/**
 * Every route in every table, ip-route(8). What comes and goes by itself is left out: what the kernel learned from routers, what it says of a link's
 * state, and the entries that it makes for each address in the table local.
 */
export const routes: Area<Lines> = {
  read: () =>
    both(async (family) => {
      const lines = await printedLines(['ip', family, '-o', '-d', 'route', 'show', 'table', 'all']);
      return lines
        .filter((line) => !/\bproto (ra|redirect)\b|\bcache\b|\btable local proto kernel\b/.test(line))
        .map(withoutState);
    }),
  repair: (before, now) => repairLines('route', before, now),
};

/** Every policy routing rule, ip-rule(8). */
export const rules: Area<Lines> = {
  read: () =>
    both(async (family) => {
      const lines = await printedLines(['ip', family, 'rule', 'show']);
      return lines.map(
        (line) => `priority ${line.replace(':', '').replace('[detached]', '').trim().replace(/\s+/g, ' ')}`,
      );
    }),
  repair: (before, now) => repairLines('rule', before, now),
};

async function both(read: (family: Family) => Promise<string[]>): Promise<Lines> {
  return { '-4': await read('-4'), '-6': await read('-6') };
}

function withoutState(line: string): string {
  return line
    .replace(/\b(linkdown|dead|offload|trap|rt_trap|pervasive|expires \S+|pref medium)\b/g, '')
    .replaceAll('\\', ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function repairLines(what: 'route' | 'rule', before: Lines, now: Lines): Repair[] {
  return (['-4', '-6'] as const).flatMap((family) => [
    ...added(before[family], now[family]).map((line) => ({ argv: ['ip', family, what, 'delete', ...line.split(' ')] })),
    ...added(now[family], before[family]).map((line) => ({ argv: ['ip', family, what, 'add', ...line.split(' ')] })),
  ]);
}
