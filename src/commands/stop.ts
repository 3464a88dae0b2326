import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { labFlag, NetlabCommand } from '../base-command.ts';
import type { Stopped } from '../session/stop.ts';

export default class Stop extends NetlabCommand {
  static override summary = 'end the lab and remove everything it made';
  static override description =
    'Every process, namespace, link and rule of the lab goes at once. Progress and the files you edited stay. Stopping a lab that does not run is fine.';
  static override examples = [
    '<%= config.bin %> stop',
    '<%= config.bin %> stop 03-nat',
    '<%= config.bin %> stop --all',
  ];
  static override enableJsonFlag = true;
  static override args = { lab: Args.string({ description: 'the lab to stop (the one started last unless told)' }) };
  static override flags = {
    lab: labFlag,
    all: Flags.boolean({ description: 'stop every running lab', default: false }),
  };

  async run(): Promise<Stopped> {
    const { args, flags } = await this.parse(Stop);
    const { stopLabs } = await import('../session/stop.ts');
    const { stopped, left } = await stopLabs(this.session(), flags.all ? 'all' : (args.lab ?? flags.lab));
    this.log(
      stopped.length === 0
        ? 'No lab was running.'
        : `Stopped ${stopped.join(', ')}.${left.length === 0 ? ' Nothing is left of it on this machine.' : ''}`,
    );
    for (const line of left) this.logToStderr(`Not put back: ${line}`);
    if (left.length > 0) process.exitCode = 2;
    return { stopped, left };
  }
}
