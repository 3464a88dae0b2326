import type { Fault } from '../../lab/problems/problem.ts';
import type { Subject } from '../subject.ts';

const CHANGING =
  /^(?:ip|bridge|iptables|ip6tables|nft|sysctl|tc|ethtool|brctl)\b.*(?:\s)(?:add|del|set|replace|flush|-[AIDPw])(?:\s|$)/;

/** Hints are a ladder from a nudge to the command: two rungs at least, and the first is not the last. */
export function hintFaults({ lab }: Pick<Subject, 'lab'>): Fault[] {
  return lab.tasks.flatMap(({ id, hints }, index) => {
    const path = ['tasks', index];
    if (hints.length < 2) {
      const found = hints.length === 0 ? 'no hints' : 'one hint only';
      const message = `task "${id}" has ${found}: write a ladder of two or more, from a nudge to the command`;
      return [{ code: 'hint-missing', message, path: [...path, 'hints'], atKey: true }];
    }
    const given = givenAway(hints[0] ?? '', hints.at(-1) ?? '');
    if (given === undefined) return [];
    const message = `the first hint gives the answer away (\`${given}\`): begin with a question or a place to look`;
    return [{ code: 'hint-gives-away', message, path: [...path, 'hints', 0] }];
  });
}

/** The command in the first hint that the last one has too, or that changes something and has no gap left to fill. */
function givenAway(first: string, last: string): string | undefined {
  const answers = codeSpans(last).filter((span) => span.split(/\s+/).length > 2);
  const whole = codeSpans(first).find((span) => CHANGING.test(span) && !/…|\.\.\.|\b[A-Z]{3,}\b/.test(span));
  return answers.find((answer) => first.includes(answer)) ?? whole;
}

function codeSpans(markdown: string): string[] {
  return [...markdown.matchAll(/`([^`]+)`/g)].map(([, span]) => (span ?? '').trim());
}
