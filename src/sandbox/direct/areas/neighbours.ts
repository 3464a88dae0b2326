import * as z from 'zod';
import { parseJsonList } from '../../../system/reader.ts';
import { printed } from '../on-machine.ts';
import { type Area, added } from './area.ts';

const entry = z.object({ dst: z.string(), dev: z.string(), lladdr: z.string().optional() });

/**
 * Neighbour entries that somebody made, as words for ip-neighbour(8): permanent ones, and addresses that are answered for (proxy). What the kernel learned
 * comes and goes by itself.
 */
export const neighbours: Area<string[]> = {
  async read() {
    const [permanent, proxied] = await Promise.all([
      listed(['show', 'nud', 'permanent']),
      Promise.all([listed(['show', 'proxy']), listed(['show', 'proxy'], ['-6'])]),
    ]);
    return [
      ...permanent.flatMap(({ dst, dev, lladdr }) =>
        lladdr === undefined ? [] : [`${dst} lladdr ${lladdr} nud permanent dev ${dev}`],
      ),
      ...new Set(proxied.flat().map(({ dst, dev }) => `proxy ${dst} dev ${dev}`)),
    ];
  },
  repair(before, now) {
    return [
      ...added(before, now).map((words) => neighbour('delete', words.replace(/ lladdr \S+ nud permanent/, ''))),
      ...added(now, before).map((words) => neighbour('replace', words)),
    ];
  },
};

async function listed(words: readonly string[], family: readonly string[] = []): Promise<z.output<typeof entry>[]> {
  return parseJsonList(entry, await printed(['ip', ...family, '-j', 'neighbour', ...words]));
}

function neighbour(action: string, words: string) {
  return { argv: ['ip', 'neighbour', action, ...words.split(' ')] };
}
