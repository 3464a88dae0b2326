import { printedLines } from '../on-machine.ts';
import type { Area, Repair } from './area.ts';

/** What tc(8) shows of one interface: its queueing disciplines, and the classes and filters in them. */
type Queueing = { disciplines: string[]; inside: string[] };

const NONE: Queueing = { disciplines: [], inside: [] };

/**
 * Queueing disciplines that somebody made, by interface; those that the kernel chose have the handle 0 and come back by themselves. One that went is made
 * anew from what tc(8) prints, as far as tc reads that again. Classes and filters cannot be made anew so: they are asked for.
 */
export const queueing: Area<Record<string, Queueing>> = {
  async read() {
    const found: Record<string, string[]> = {};
    for (const line of await printedLines(['tc', 'qdisc', 'show'])) {
      const [, kind = '', handle = '0', device = '', rest = ''] =
        /^qdisc (\S+) (\S+): dev (\S+) (.*)$/.exec(line) ?? [];
      if (handle === '0') continue;
      found[device] = [...(found[device] ?? []), words(kind, handle, rest)];
    }
    const all = Object.entries(found).map(async ([device, disciplines]): Promise<[string, Queueing]> => {
      return [device, { disciplines, inside: await insideOf(device, disciplines) }];
    });
    return Object.fromEntries(await Promise.all(all));
  },
  repair(before, now) {
    const devices = [...new Set([...Object.keys(now), ...Object.keys(before)])];
    return devices.flatMap((device) => repairOne(device, before[device] ?? NONE, now[device] ?? NONE));
  },
};

function repairOne(device: string, was: Queueing, is: Queueing): Repair[] {
  const isSame = was.disciplines.join() === is.disciplines.join();
  if (isSame && was.inside.join() === is.inside.join()) return [];
  const asked = was.inside.length === 0 ? [] : [tc(`class show dev ${device}`)];
  if (isSame && asked.length > 0) return asked;
  const drops = is.disciplines.filter(isOutermost).map((line) => tc(`qdisc delete dev ${device} ${hook(line)}`));
  return [...drops, ...was.disciplines.map((line) => tc(`qdisc add dev ${device} ${line}`)), ...asked];
}

/** For `tc qdisc add`; what only counts is left out. */
function words(kind: string, handle: string, rest: string): string {
  if (kind === 'clsact' || kind === 'ingress') return kind;
  const [, at = '', options = ''] = /^(root|parent \S+) ?(?:refcnt \d+ ?)?(.*)$/.exec(rest) ?? [];
  return `${at} handle ${handle}: ${kind} ${options.replace(/direct_packets_stat \d+ /, '')}`.trim();
}

function isOutermost(line: string): boolean {
  return !line.startsWith('parent');
}

function hook(line: string): string {
  return line.split(' ')[0] ?? '';
}

async function insideOf(device: string, disciplines: readonly string[]): Promise<string[]> {
  const hooks = disciplines.some((line) => line === 'clsact' || line === 'ingress') ? ['ingress', 'egress'] : [];
  const shown = [['class'], ['filter'], ...hooks.map((one) => ['filter', one])].map(([what = '', ...where]) =>
    printedLines(['tc', what, 'show', 'dev', device, ...where]),
  );
  return (await Promise.all(shown)).flat().map((line) => line.trim());
}

function tc(line: string): Repair {
  return { argv: ['tc', ...line.split(' ')] };
}
