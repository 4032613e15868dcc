import type { Command } from './command.ts'
import { CHECK } from './commands/check.ts'

export const COMMANDS: readonly Command[] = [CHECK]
