import { isMap, isScalar, parseDocument, stringify } from 'yaml';

/** What a new lab has that the lab it was copied from has not. `schema` is a path or an address. */
export type NewNames = { id: string; title: string; schema: string };

const MODELINE = /^# yaml-language-server: .*$/m;

/** A lab.yaml with another title, and with the line that gives completion in editors; all else stays as it was written. */
export function renewLabFile(text: string, { title, schema }: Omit<NewNames, 'id'>): string {
  const modeline = `# yaml-language-server: $schema=${schema}`;
  const titled = withTitle(text, title);
  return MODELINE.test(titled) ? titled.replace(MODELINE, () => modeline) : `${modeline}\n${titled}`;
}

/** A README whose heading names the new lab. */
export function renewReadme(text: string, { id, title }: Omit<NewNames, 'schema'>): string {
  return text.replace(/^# .*$/m, () => `# ${id}: ${title}`);
}

/** A title for a lab that was given none: `My lab` for `20-my-lab`. */
export function titleOf(id: string): string {
  const words = id
    .replace(/^[0-9]+-/, '')
    .replaceAll(/[-.]+/g, ' ')
    .trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function withTitle(text: string, title: string): string {
  const { contents } = parseDocument(text);
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === 'title') : undefined;
  const range = isScalar(pair?.value) ? pair.value.range : undefined;
  if (!range) return text;
  const written = stringify(title, { lineWidth: 0 }).trimEnd();
  return `${text.slice(0, range[0])}${written}${text.slice(range[1])}`;
}
