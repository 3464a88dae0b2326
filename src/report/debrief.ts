import type { Debrief } from '../checks/report.ts';
import { renderMarkdown } from './markdown.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { hang } from './wrap.ts';

/** What had been broken, now that it is mended: its name, its layer, and what there is to learn from it. */
export function debriefText(lab: string, { title, layer, text, seed }: Debrief, width: number): string {
  return [
    `${hang('What it was: ', theme.title(plain(title)), width)}\n${hang('Layer:       ', plain(layer), width)}`,
    renderMarkdown(text, width),
    hang(
      '',
      `This fault again: ${theme.command(`netlab reset --seed ${seed}`)}. Another: ${theme.command(`netlab stop ${lab}`)}, ${theme.command(`netlab start ${lab}`)}.`,
      width,
    ),
  ].join('\n\n');
}
