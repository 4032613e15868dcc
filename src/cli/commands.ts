import { CHECK } from './commands/check.ts'
import type { Environment } from './environment.ts'
import type { ExitCode } from './main.ts'

/** One command: what `help` shows of it, and what it does. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly help: () => string
  /** Gets the environment with its own arguments alone. May throw a DiagnosticError. */
  readonly run: (environment: Environment) => Promise<ExitCode>
}

export const COMMANDS: readonly Command[] = [CHECK]
