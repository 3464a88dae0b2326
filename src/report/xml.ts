import { plain } from './plain.ts';

/** The attributes of an XML element, each with a space before it. */
export function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll(/\s/g, ' ')}"`)
    .join('');
}

/** XML 1.0 cannot hold control characters, U+FFFE and U+FFFF, not even escaped. */
export function escaped(text: string): string {
  return plain(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
