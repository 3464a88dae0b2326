import type { DoctorReport } from '../machine/examine.ts';
import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { hang, padTo, widthOf } from './wrap.ts';

type Finding = DoctorReport['findings'][number];

/** Everything that was found. With `onlyProblems`, nothing when there are none. */
export function doctorText(report: DoctorReport, { onlyProblems = false, width = 100 } = {}): string {
  const shown = report.findings.filter(({ status }) => !onlyProblems || status !== 'ok');
  if (shown.length === 0) return '';
  const { distribution, kernel, user } = report.machine;
  const idWidth = Math.max(...shown.map(({ id }) => widthOf(id)));
  const texts = shown.map((finding) => findingText(finding, idWidth, width));
  return [`${plain(distribution)}, Linux ${kernel}, user ${user}`, '', ...texts, '', conclusion(report)].join('\n');
}

function findingText({ id, status, says, blocks, mend, advice }: Finding, idWidth: number, width: number): string {
  const head = `${PAINT[status](padTo(status, STATUS_WIDTH))}  ${padTo(id, idWidth)}  `;
  const margin = ' '.repeat(widthOf(head));
  const labs = blocks.length === 0 ? [] : [hang(`${margin}blocks  `, blocks.join(', '), width)];
  const commands = mend.map((command, at) => `${margin}${at === 0 ? 'mend' : '    '}    ${theme.command(command)}`);
  const more = advice === null ? [] : [hang(`${margin}note    `, plain(advice), width)];
  return [hang(head, plain(says), width), ...labs, ...commands, ...more].join('\n');
}

const STATUS_WIDTH = 'missing'.length;

const PAINT: Record<Finding['status'], (text: string) => string> = {
  ok: (text) => theme.status('passed', text),
  missing: (text) => theme.status('failed', text),
  warning: (text) => theme.status('unknown', text),
};

function conclusion({ ready, findings }: DoctorReport): string {
  const mendable = findings.some(({ status, mend }) => status !== 'ok' && mend.length > 0);
  const fix = mendable ? ` What can be mended here is mended by ${theme.command('netlab doctor --fix')}.` : '';
  if (ready) return `${theme.good('This machine is ready.')}${fix}`;
  return `This machine is not ready.${fix}`;
}
