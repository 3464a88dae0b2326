/** What bin/start.js needs of the framework, so that the bundle holds all of it. */
export { execute } from '@oclif/core/execute';
