import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { hang } from './wrap.ts';

/** What to do after a lab is done. `next` is undefined when no lab is open any more. */
export function nextLabText(
  lab: string,
  next: { id: string; title: string } | undefined,
  { inside, width }: { inside: boolean; width: number },
): string {
  const end = `${theme.command(`netlab stop ${lab}`)} ends this one`;
  if (!next) return hang('', `That was the last open lab. ${end}.`, width);
  const way = inside ? `, after ${theme.command('exit')}` : '';
  const go = `${theme.command(`netlab start ${next.id}`)} (${plain(next.title)})${way}`;
  return hang('Next: ', `${go}. ${end}.`, width);
}
