import type { Environment } from './environment.ts'

/** 0 nothing blocks · 1 a blocking rule failed · 2 could not judge · 3 a blocking rule is unknown. */
export type ExitCode = 0 | 1 | 2 | 3

/** One command: what `help` shows of it, and what it does. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly help: () => string
  /** Gets the environment with its own arguments alone. May throw a DiagnosticError. */
  readonly run: (environment: Environment) => Promise<ExitCode>
}
