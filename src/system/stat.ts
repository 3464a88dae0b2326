import type { Reader } from './reader.ts';

/** What a path is, symbolic links followed. */
export type FileStatus = {
  type: 'file' | 'folder' | 'other';
  /** The permission bits, such as 0o755. */
  mode: number;
  /** In bytes. */
  size: number;
};

/** stat(1), with the raw mode in hexadecimal since the words for types are translated. */
export function fileStatus(path: string): Reader<FileStatus> {
  return {
    argv: ['stat', '-L', '-c', '%f %s', '--', path],
    parse: (stdout) => {
      const [, raw, size] = /^([0-9a-f]+) (\d+)$/.exec(stdout.trim()) ?? [];
      if (raw === undefined) throw new SyntaxError('a mode and a size were due');
      const mode = Number.parseInt(raw, 16);
      return { type: typeOf(mode), mode: mode & 0o7777, size: Number(size) };
    },
  };
}

/** The S_IFMT bits of inode(7). */
function typeOf(mode: number): FileStatus['type'] {
  const bits = mode & 0o170000;
  if (bits === 0o100000) return 'file';
  return bits === 0o040000 ? 'folder' : 'other';
}
