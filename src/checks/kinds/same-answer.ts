import { isAddress, sameAddress } from '../parts/prefix.ts';

/**
 * Whether an answer means the same: case, white space and the way of writing a MAC or IP address aside; several values
 * in any order.
 */
export function isSameAnswer(given: string, right: readonly string[]): boolean {
  const one = wordsOf(given);
  const wanted = right.flatMap((value) => wordsOf(value));
  if (one.length !== wanted.length) return false;
  if (right.length === 1) return wanted.every((word, index) => isSameWord(word, one[index] ?? ''));
  const left = [...one];
  return wanted.every((word) => {
    const index = left.findIndex((other) => isSameWord(word, other));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^["'`]+|["'`.]+$/g, ''))
    .filter((word) => word !== '');
}

function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (isAddress(one) && isAddress(other)) return sameAddress(one, other);
  const [mac, otherMac] = [macDigits(one), macDigits(other)];
  return mac !== undefined && mac === otherMac;
}

/** 02:00:5e:00:00:01, 02-00-5e-00-00-01, 0200.5e00.0001 → the twelve digits. */
function macDigits(word: string): string | undefined {
  if (!/^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/.test(word))
    return undefined;
  return word.replaceAll(/[^0-9a-f]/g, '');
}
