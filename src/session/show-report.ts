import type { Report } from '../checks/report.ts';
import { render } from '../report/render.ts';
import type { Session } from './session.ts';
import { terminalWidth, textWidth } from './terminal.ts';

/** A report as it is printed, with a line break at its end. A person whose lab is done (`whole`: not only a task of it) reads what comes next. */
export async function showReport(
  session: Session,
  report: Report,
  { format, verbose }: { format: string; verbose: boolean },
  whole: boolean,
): Promise<string> {
  const text = render(report, format, { verbose, whole, width: textWidth() }).trimEnd();
  if (format !== 'text' || !report.passed || !whole) return `${text}\n`;
  const [{ nextLab }, { nextLabText }] = await Promise.all([import('./next-lab.ts'), import('../report/next-lab.ts')]);
  const where = { inside: session.inside !== undefined, width: terminalWidth() };
  return `${text}\n${nextLabText(report.lab, await nextLab(session, report.lab), where)}\n`;
}
