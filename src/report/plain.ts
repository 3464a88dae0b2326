import { stripVTControlCharacters } from 'node:util';

/**
 * A text from a lab or a command without what could steer a terminal: escape sequences, control characters but newline and tab, and the
 * marks that turn the direction of writing (Unicode TR 36). Lone surrogates go too: UTF-8 has none.
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replaceAll(STEERING, '');
}

// \uE000 is what wrap.ts glues words with.
const STEERING = /[^\P{Cc}\n\t]|[\p{Cs}\u2028-\u202E\u2066-\u2069\uE000]/gu;
