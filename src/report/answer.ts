import type { CheckReport } from '../checks/report.ts';
import { renderMarkdown } from './markdown.ts';
import { plain } from './plain.ts';
import { marks, theme } from './theme.ts';
import { hang } from './wrap.ts';

/** A question, the answer that was given, and how it was judged. */
type Answered = { question: string; value: string; check: CheckReport | undefined };

/** Whether an answer is right. What the right one is stays with the live system. */
export function answerText({ question, value, check }: Answered, width = 80): string {
  if (check === undefined) {
    return `${renderMarkdown(question, width)}\n\n${hang('', `"${plain(value).trim()}" is kept, and judged at the end of the exam.`, width)}`;
  }
  const mark = theme.status(check.status, marks[check.status].mark);
  const verdict = hang(`${mark} `, verdictOf(plain(value).trim(), check), width);
  const why = check.status !== 'passed' && check.because ? [renderMarkdown(check.because, width)] : [];
  return [renderMarkdown(question, width), verdict, ...why].join('\n\n');
}

function verdictOf(value: string, { status, optional, points, found }: CheckReport): string {
  switch (status) {
    case 'passed':
      return `"${value}" is right${points > 0 ? `: ${points} ${optional ? 'bonus ' : ''}${points === 1 ? 'point' : 'points'}` : ''}.`;
    case 'failed':
      // A judge that finds no right answer yet says so; that is worth more than "not right".
      return found.startsWith('there is no right answer') ? plain(found) : `"${value}" is not right.`;
    case 'blocked':
      return `"${value}" is kept and judged later: ${plain(found)}.`;
    case 'unknown':
      return `"${value}" is kept, but netlab could not look: ${plain(found)}.`;
  }
}
