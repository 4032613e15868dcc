import type { CommandEntry } from './command.ts'

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'judge plans by policies',
    load: async () => (await import('./commands/check.ts')).CHECK,
  },
  {
    name: 'resolve',
    summary: 'show what is known of the values that a plan does not know',
    load: async () => (await import('./commands/resolve.ts')).RESOLVE,
  },
  {
    name: 'explain',
    summary: 'show why a rule judges a resource as it does',
    load: async () => (await import('./commands/explain.ts')).EXPLAIN,
  },
  {
    name: 'test',
    summary: 'run the examples of policies and of test files',
    load: async () => (await import('./commands/test.ts')).TEST,
  },
  {
    name: 'lint',
    summary: 'find what is wrong with policies, configuration and waivers',
    load: async () => (await import('./commands/lint.ts')).LINT,
  },
  {
    name: 'list',
    summary: 'list the rules of policies, with what a fail of each does',
    load: async () => (await import('./commands/list.ts')).LIST,
  },
  {
    name: 'init',
    summary: 'write a configuration and a first policy of your own',
    load: async () => (await import('./commands/init.ts')).INIT,
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of a kind of file',
    load: async () => (await import('./commands/schema.ts')).SCHEMA,
  },
]
