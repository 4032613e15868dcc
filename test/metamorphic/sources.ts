import type { ConfigModule } from '../../src/plan/plan-document.ts'
import type { SourceTree } from '../../src/plan/source-tree.ts'
import type { Renaming } from './rewrite.ts'

/** The sources of a plan under the new names of its resources and module calls; instance keys stay as they are. */
export function rewriteSources(tree: SourceTree, root: ConfigModule, renaming: Renaming): SourceTree {
  const rename = renamer(root, renaming)
  return {
    ...tree,
    modules: new Map(
      [...tree.modules].map(([key, module]) => [
        key === '' ? '' : key.split('.').map(renaming.call).join('.'),
        { ...module, files: module.files.map(({ name, text }) => ({ name, text: rename(text) })) },
      ]),
    ),
  }
}

function renamer(root: ConfigModule, renaming: Renaming): (text: string) => string {
  const resources = new Set<string>()
  const calls = new Set<string>()
  const pending = [root]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const { type, name } of module.resources ?? []) resources.add(`${type}.${name}`)
    for (const [name, call] of Object.entries(module.module_calls ?? {})) {
      calls.add(name)
      if (call.module !== undefined) pending.push(call.module)
    }
  }
  return (text) =>
    text
      .replaceAll(
        /\b(resource|data)(\s+)"([\w-]+)"(\s+)"([\w-]+)"/g,
        (whole, kind, gap, type, space, name) =>
          resources.has(`${type}.${name}`)
            ? `${kind}${gap}"${type}"${space}"${renaming.resource(name)}"`
            : whole,
      )
      .replaceAll(/\bmodule(\s+)"([\w-]+)"/g, (whole, gap, name) =>
        calls.has(name) ? `module${gap}"${renaming.call(name)}"` : whole,
      )
      .replaceAll(/(?<![\w.-])((?:data\.)?)([a-z]\w*)\.([\w-]+)/g, (whole, data, type, name) => {
        if (type === 'module') return calls.has(name) ? `module.${renaming.call(name)}` : whole
        return resources.has(`${type}.${name}`) ? `${data}${type}.${renaming.resource(name)}` : whole
      })
}
