/** Stages that are named in plain lines; a lab of a thousand hosts has a thousand. */
const NAMED = 40;

/**
 * Runs a set-up while its stages show: on a terminal as a display that listr2 draws, elsewhere as plain lines on standard error.
 */
export async function withProgress<T>(
  title: string,
  work: (onStage: (stage: string) => void) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${title}\n`);
    let count = 0;
    return work((stage) => {
      count += 1;
      if (count <= NAMED) process.stderr.write(count < NAMED ? `  ${stage}\n` : '  …\n');
    });
  }
  const { Listr } = await import('listr2');
  let result: T | undefined;
  const list = new Listr(
    [
      {
        title,
        task: async (_context, task) => {
          result = await work((stage) => {
            task.output = stage;
          });
        },
      },
    ],
    // Ctrl-C is ours to handle: it undoes the set-up.
    {
      registerSignalListeners: false,
      rendererOptions: { collapseErrors: false, showErrorMessage: false, lazy: false },
    },
  );
  await list.run();
  return result as T;
}
