import type { Environment } from './environment.ts'

/** 0 nothing blocks · 1 a blocking rule failed · 2 could not judge · 3 a blocking rule is unknown. */
export type ExitCode = 0 | 1 | 2 | 3

/** A command as the overview shows it. Its code is loaded when it is asked for: no other command pays for it at its start. */
export interface CommandEntry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** What a command does. */
export interface Command {
  /** What `--help` shows of it. */
  readonly help: () => string
  /** Gets the environment with its own arguments alone. May throw a DiagnosticError. */
  readonly run: (environment: Environment) => Promise<ExitCode>
}
