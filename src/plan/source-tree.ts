/** The configuration's own text: what the plan was made from, as the plan file or a folder holds it. */
export interface SourceTree {
  /** By the names of the calls that lead to a module, joined by dots; the root is empty. */
  readonly modules: ReadonlyMap<string, SourceModule>
  readonly origin: 'plan-file' | 'folder'
  /** The text of `.terraform.lock.hcl`. */
  readonly lockFile?: string
  /** When the plan was made, as the plan file says. */
  readonly timestamp?: string
  /** What `terraform.workspace` was, as the plan file says. */
  readonly workspace?: string
}

export interface SourceModule {
  /** Relative to the root module, as Terraform writes `path.module`. */
  readonly directory: string
  /** The `.tf` and `.tf.json` files, and those for OpenTofu alone, in the order of their names. */
  readonly files: readonly { readonly name: string; readonly text: string }[]
}
