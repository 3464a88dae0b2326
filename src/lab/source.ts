import { constants, open } from 'node:fs/promises';

const LARGEST = 1024 * 1024;

/** The text of a file, or why there is none: a code and a sentence for a problem. */
export type Source = { text: string } | { code: string; message: string };

/** Reads a file of at most 1 MB of UTF-8. Never waits on a pipe or a device and never reads more than that. */
export async function readSource(file: string): Promise<Source> {
  try {
    // Without O_NONBLOCK, opening a named pipe waits for a writer.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) return { code: 'not-a-file', message: 'this is not a regular file' };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LARGEST + 1), 0, LARGEST + 1, 0);
      if (bytesRead > LARGEST) return { code: 'too-big', message: 'a lab file has at most 1 MB' };
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): { code: string; message: string } {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { code: 'not-utf8', message: 'this is not UTF-8 text' };
  if (code === 'ENOENT')
    return { code: 'no-file', message: 'there is no such file: a lab is a folder with a lab.yaml' };
  if (code === 'EACCES') return { code: 'unreadable', message: 'you are not allowed to read this file' };
  return { code: 'unreadable', message: `this file cannot be read (${code ?? String(error)})` };
}
