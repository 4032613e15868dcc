import type { Value } from '../../plan/value.ts'
import { STRING } from '../types.ts'
import {
  type FunctionSpec,
  type FunctionTable,
  known,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'

/** Go `filepath.Clean`, with slashes. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') kept.push(name)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push('..')
  }
  return `${rooted ? '/' : ''}${kept.join('/')}` || '.'
}

function baseName(path: string): string {
  if (path === '') return '.'
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

function directoryName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1))
}

function ofPath(map: (path: string) => string | undefined): FunctionSpec {
  return {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    total: true,
    call: ([path]): Value | undefined => {
      const result = map(stringArgument(path))
      return result === undefined ? undefined : known(result)
    },
  }
}

/**
 * Terraform's functions of paths. Where Terraform asks the machine that it runs on (a working or home directory), the result is
 * unknown. Source: Terraform `lang/funcs/filesystem.go`.
 */
export const PATHS: FunctionTable = {
  abspath: ofPath((path) => (path.startsWith('/') ? cleanPath(path) : undefined)),
  basename: ofPath(baseName),
  dirname: ofPath(directoryName),
  pathexpand: ofPath((path) => (path.startsWith('~') ? undefined : path)),
}
