import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../../base-command.ts';

export default class LabSchema extends NetlabCommand {
  static override summary = 'print the JSON Schema (2020-12) of lab.yaml, for editors';
  static override examples = [
    '<%= config.bin %> lab schema >lab.schema.json',
    '<%= config.bin %> lab schema ./50-slow-lane >50-slow-lane/lab.schema.json',
    '<%= config.bin %> lab schema --report',
  ];
  static override args = { lab: word({ description: 'with the kinds of checks that this lab brings' }) };
  static override flags = {
    report: Flags.boolean({ description: 'the schema of what check --json prints', exclusive: ['proof'] }),
    proof: Flags.boolean({ description: 'the schema of what lab test --json prints' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LabSchema);
    const schema = flags.report ? ofReports() : flags.proof ? ofProofs() : this.#ofLabs(args.lab);
    this.log(JSON.stringify(await schema, null, 2));
  }

  async #ofLabs(lab: string | undefined): Promise<unknown> {
    const { labJsonSchema } = await import('../../lab/json-schema.ts');
    if (lab === undefined) return labJsonSchema((await import('../../checks/kinds.ts')).kinds);
    const { kindsOf } = await import('../../session/kinds.ts');
    return labJsonSchema(await kindsOf(this.session(), lab));
  }
}

async function ofReports(): Promise<unknown> {
  const { reportJsonSchema } = await import('../../report/schema.ts');
  return reportJsonSchema();
}

async function ofProofs(): Promise<unknown> {
  const { proofJsonSchema } = await import('../../report/proof-schema.ts');
  return proofJsonSchema();
}
