/** What bin/start.js needs to send a command to another machine, built as an entry of its own: most commands stay here. */
export { dispatch } from './session/elsewhere.ts';
