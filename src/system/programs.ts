import { accessSync, constants } from 'node:fs';

/** Whether a program is on PATH, asked of the file system and not of a shell. */
export function hasProgram(name: string, path = process.env['PATH'] ?? ''): boolean {
  return [...path.split(':'), '/usr/sbin', '/sbin'].some((dir) => {
    try {
      accessSync(`${dir}/${name}`, constants.X_OK);
      return dir !== '';
    } catch {
      return false;
    }
  });
}
