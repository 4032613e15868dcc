/**
 * A definite error of an expression: Terraform would report one whatever the apply will tell.
 * `try` goes on to its next argument, `can` is false; anywhere else the plan would not exist.
 */
export class HclFailure extends Error {
  /** One sentence, lower case, without a full stop. */
  readonly because: string

  constructor(because: string) {
    super(because)
    this.name = 'HclFailure'
    this.because = because
  }
}
