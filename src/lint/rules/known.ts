import { didYouMean } from '../../lab/problems/nearest.ts';
import type { Fault } from '../../lab/problems/problem.ts';
import type { Subject } from '../subject.ts';

/** The labs that `after` names exist, and the words of `requires` mean something to `netlab doctor`. */
export function knownFaults({ lab, known }: Pick<Subject, 'lab' | 'known'>): Fault[] {
  const others = known.labs.filter((id) => id !== lab.id);
  const after = lab.after.flatMap((id, index) => {
    if (others.includes(id)) return [];
    const message = `there is no lab "${id}" to do before this one${didYouMean(id, others, 'the labs are')}`;
    return [{ code: 'unknown-lab', message, path: ['after', index] }];
  });
  const requires = lab.requires.flatMap((word, index) => {
    if (known.requirements.includes(word)) return [];
    const mend = didYouMean(word, known.requirements, 'known are');
    return [
      { code: 'unknown-requirement', message: `unknown requirement "${word}"${mend}`, path: ['requires', index] },
    ];
  });
  return [...after, ...requires];
}
