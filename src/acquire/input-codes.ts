import { DiagnosticError } from '../diagnostic.ts'

/** What can be wrong with a plan or the file that should hold one: each code with its meaning, for the documentation. */
export const INPUT_CODES = {
  'file-not-found': 'there is no such file',
  'file-is-a-folder': 'a file is needed, and the path names a folder',
  'file-not-readable': 'the system refuses to read the file, or it changed meanwhile',
  'file-not-writable': 'the system refuses to write the file',
  'file-too-large': 'the file does not fit into memory',
  'stdin-not-readable': 'standard input cannot be read',
  'terraform-not-found': 'a plan file was given, and there is no program that could read it',
  'terraform-not-runnable': 'the program that should read the plan file cannot be started',
  'terraform-failed': '`terraform show -json` failed',
  'terraform-timeout': '`terraform show -json` took too long',
  'plan-file-sources': 'the sources inside a plan file cannot be read',
  'source-folder-empty': 'the folder of sources holds no configuration',
  'source-folder-manifest': 'the list of modules beside the sources cannot be read',
  'plan-file-mismatch': 'the plan file and the JSON are not of one plan',
  'plan-empty': 'the input is empty',
  'plan-truncated': 'the JSON ends before it is complete',
  'plan-not-json': 'the input is neither JSON nor anything else that is known',
  'plan-not-utf8': 'the input is not valid UTF-8 or UTF-16',
  'plan-too-deep': 'the JSON is nested deeper than any plan',
  'plan-number-too-large': 'a number has an exponent of five digits or more',
  'plan-duplicate-key': 'a section stands twice in the plan',
  'plan-several-documents': 'several JSON documents stand one behind the other',
  'plan-in-log': 'a plan stands among other output',
  'plan-wrapped': 'lines of the setup-terraform wrapper stand around the plan (they are ignored)',
  'plan-utf16': 'the plan was written as UTF-16, which may have changed letters beyond ASCII',
  'plan-is-binary': 'a plan file stands where only its JSON can be read',
  'plan-is-encrypted': 'an encrypted plan file of OpenTofu',
  'plan-is-compressed': 'a compressed file',
  'plan-is-text': 'the plan as people read it, not as JSON',
  'plan-is-error-output': 'an error message of Terraform instead of a plan',
  'plan-is-stream': 'the log of `terraform plan -json`',
  'plan-is-state': 'the JSON of a state',
  'plan-is-raw-state': 'a state file',
  'plan-is-cloud-bookmark': 'a pointer to a plan in HCP Terraform',
  'plan-is-redacted': "HCP Terraform's redacted plan, which has neither all values nor the configuration",
  'plan-is-configuration': 'Terraform configuration instead of a plan made from it',
  'plan-is-schema': 'the schemas of providers',
  'plan-is-validation': 'the output of `terraform validate -json`',
  'plan-is-report': 'a report about a plan, such as SARIF',
  'plan-is-html': 'an HTML or XML page',
  'plan-is-yaml': 'a YAML file',
  'plan-not-a-plan': 'JSON, but not of a plan',
  'plan-no-format-version': 'plan JSON without `format_version`',
  'plan-format-unsupported': 'a plan format that this version does not know',
  'plan-bad-shape': 'a part of the plan JSON has not the shape that Terraform gives it',
  'plan-duplicate-instance': 'one resource instance is listed twice',
  'plan-without-changes': 'resources are planned, and no changes are listed: a part was removed',
  'plan-errored': 'planning stopped with an error, so the plan is incomplete',
} as const

export type InputCode = keyof typeof INPUT_CODES

/** An input that cannot be used: why, in one sentence, and what to do. */
export function inputError(code: InputCode, message: string, help: string): DiagnosticError {
  return new DiagnosticError({ code, severity: 'error', message, help })
}
