import type { Command } from './command.ts'
import { CHECK } from './commands/check.ts'
import { EXPLAIN } from './commands/explain.ts'
import { LINT } from './commands/lint.ts'
import { LIST } from './commands/list.ts'
import { RESOLVE } from './commands/resolve.ts'
import { SCHEMA } from './commands/schema.ts'
import { TEST } from './commands/test.ts'

export const COMMANDS: readonly Command[] = [CHECK, RESOLVE, EXPLAIN, TEST, LINT, LIST, SCHEMA]
