/** Why a text is not in Terraform's language: one sentence, lower case, without a full stop. Lines and columns count from 1. */
export interface SyntaxFault {
  readonly kind: 'syntax-fault'
  readonly message: string
  readonly line: number
  readonly column: number
}

/** Whether parsing came to a fault rather than to a tree. */
export function isSyntaxFault(parsed: object): parsed is SyntaxFault {
  return 'kind' in parsed && parsed.kind === 'syntax-fault'
}

/** Carries a fault from deep inside the parser to `faultOr`; it never leaves this folder. */
export class SyntaxFailure extends Error {
  readonly fault: SyntaxFault

  constructor(fault: SyntaxFault) {
    super(fault.message)
    this.name = 'SyntaxFailure'
    this.fault = fault
  }
}

/** What `parse` makes, or the fault that it gave up with. */
export function faultOr<T>(parse: () => T): T | SyntaxFault {
  try {
    return parse()
  } catch (error) {
    if (error instanceof SyntaxFailure) return error.fault
    throw error
  }
}

/** Gives up parsing because of what stands at a range. */
export function failIn(
  { line, column }: { readonly line: number; readonly column: number },
  message: string,
): never {
  throw new SyntaxFailure({ kind: 'syntax-fault', message, line, column })
}
