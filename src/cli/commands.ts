import type { Command } from './command.ts'
import { CHECK } from './commands/check.ts'
import { EXPLAIN } from './commands/explain.ts'
import { LINT } from './commands/lint.ts'
import { LIST } from './commands/list.ts'
import { RESOLVE } from './commands/resolve.ts'
import { SCHEMA } from './commands/schema.ts'

export const COMMANDS: readonly Command[] = [CHECK, RESOLVE, EXPLAIN, LINT, LIST, SCHEMA]
