import * as z from 'zod';
import { type FileStatus, fileStatus } from '../../system/stat.ts';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError } from '../check.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import { lookNow, mustEnd, showNow } from '../parts/look.ts';
import { asList, place } from '../parts/terms.ts';
import { fileFacets } from './file-facets.ts';

const text = z.union([z.string(), z.array(z.string())]);

const schema = z.strictObject({
  at: place.describe('Where; namespaces of a node share its files.'),
  path: z.string().startsWith('/', 'a path starts with "/"').describe('The absolute path.'),
  exists: z.boolean().default(true).describe('false: there must be nothing at that path.'),
  mode: z
    .string()
    .regex(/^0?[0-7]{3,4}$/, "a mode is a quoted octal number such as '0755'")
    .optional()
    .describe("The exact permissions, quoted: '0755'."),
  executable: z.boolean().optional().describe('Whether someone may execute it.'),
  contains: text.optional().describe('Text, or texts, in the file.'),
  lacks: text.optional().describe('Text, or texts, that must not be in the file.'),
  json: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Values in a JSON file by their path, such as {plugins.0.type: mini}.'),
});

export type FileEntry = z.output<typeof schema>;
type Seen = { status: FileStatus | undefined; content: string; evidence: Evidence };

/** More than any configuration file, and little enough to read for every check. */
const CONTENT_LIMIT_BYTES = 256 * 1024;

export const file: CheckKind<FileEntry, Seen> = {
  kind: 'file',
  about: 'A file exists with this mode, text or JSON.',
  example: 'file: {at: host, path: /etc/cni/net.d/10-mini.conflist, json: {"plugins.0.type": mini}}',
  schema,
  title: (entry) => (entry.exists ? `${entry.path} ${wish(entry)}` : `${entry.path} is gone`),
  places: (entry) => [entry.at],
  probe,
  judge(entry, { status, content, evidence }) {
    const { path } = entry;
    if (!entry.exists) {
      const found = status === undefined ? `nothing at ${path}` : `${path} is there`;
      return verdictOf([{ holds: status === undefined, expected: `nothing at ${path}`, found }], evidence);
    }
    if (status === undefined) return failed(`the file ${path}`, `nothing at ${path}`, evidence);
    if (status.type !== 'file' && needsContent(entry))
      return failed(`the file ${path}`, `${path} is ${status.type === 'folder' ? 'a folder' : 'not a file'}`, evidence);
    const facets = fileFacets(entry, status, content);
    const there = { holds: true, expected: `the file ${path}`, found: `the file ${path}` };
    return verdictOf(facets.length === 0 ? [there] : facets, evidence);
  },
};

async function probe(entry: FileEntry, { network }: Context): Promise<Seen> {
  const [exists, listing, looked] = await Promise.all([
    network.run(entry.at, ['test', '-e', entry.path]),
    showNow(network, entry.at, ['ls', '-ld', entry.path]),
    lookNow(network, entry.at, fileStatus(entry.path)).catch((error: unknown) => ({ error })),
  ]);
  mustEnd(network, exists);
  if (exists.exitCode !== 0) return { status: undefined, content: '', evidence: listing };
  if ('error' in looked) throw looked.error;
  // A pipe or a device may have no end: only what is a file is read.
  if (!needsContent(entry) || looked.type !== 'file') return { status: looked, content: '', evidence: listing };
  return { status: looked, ...(await read(entry, looked, network)) };
}

async function read(
  entry: FileEntry,
  { size }: FileStatus,
  network: Network,
): Promise<Pick<Seen, 'content' | 'evidence'>> {
  if (size > CONTENT_LIMIT_BYTES) {
    throw new ProbeError(`${entry.path} has ${size} bytes; only ${CONTENT_LIMIT_BYTES} are read`);
  }
  const [evidence, cat] = await Promise.all([
    showNow(network, entry.at, ['head', '-c', '4096', entry.path]),
    network.run(entry.at, ['head', '-c', String(CONTENT_LIMIT_BYTES), '--', entry.path]),
  ]);
  mustEnd(network, cat);
  if (cat.exitCode !== 0) throw new ProbeError(`${entry.path} cannot be read: ${cat.stderr.trim()}`, evidence);
  return { content: cat.stdout, evidence };
}

function needsContent({ contains, lacks, json }: FileEntry): boolean {
  return [contains, lacks, json].some((one) => one !== undefined);
}

function wish(entry: FileEntry): string {
  if (entry.json !== undefined) return `says ${Object.keys(entry.json).join(', ')}`;
  if (entry.contains !== undefined) return `contains ${asList(entry.contains).join(', ')}`;
  if (entry.executable === true) return 'is executable';
  return entry.mode === undefined ? 'exists' : `has mode ${entry.mode}`;
}
