import type { Command } from './command.ts'
import { CHECK } from './commands/check.ts'
import { EXPLAIN } from './commands/explain.ts'
import { RESOLVE } from './commands/resolve.ts'

export const COMMANDS: readonly Command[] = [CHECK, RESOLVE, EXPLAIN]
