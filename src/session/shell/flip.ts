/**
 * A writer that replaces what it wrote before, so that lines flip in place on a terminal. Elsewhere it only writes texts that differ from the
 * one before.
 */
export function flippingWriter(stream: NodeJS.WriteStream): (text: string) => void {
  let before = '';
  return (text) => {
    if (text === before) return;
    stream.write(stream.isTTY ? erase(before, stream) + text : text);
    before = text;
  };
}

/** ECMA-48: cursor up, then erase to the end of the screen; a text taller than the screen has scrolled away, so the screen is cleared. */
function erase(text: string, { rows, columns }: NodeJS.WriteStream): string {
  if (text === '') return '';
  const height = text
    .split('\n')
    .slice(0, -1)
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(visible(line) / columns)), 0);
  return height >= rows ? '\u001b[2J\u001b[H' : `\u001b[${height}A\u001b[J`;
}

function visible(line: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences and take no room.
  return line.replace(/\u001b\[[0-9;]*m/g, '').length;
}
