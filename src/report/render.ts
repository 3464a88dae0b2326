import type { Report } from '../checks/report.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderTap } from './tap.ts';
import { renderText, type TextOptions } from './text.ts';

/** A report as `text`, `json`, `junit` or `tap`. Only text looks at the options. Throws for any other format: the command line knows them. */
export function render(report: Report, format: string, options: TextOptions): string {
  const renderer = RENDERERS[format];
  if (!renderer) throw new Error(`no format "${format}"`);
  return renderer(report, options);
}

const RENDERERS: Record<string, (report: Report, options: TextOptions) => string> = {
  text: renderText,
  json: renderJson,
  junit: renderJunit,
  tap: renderTap,
};
