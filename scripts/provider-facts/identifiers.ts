export function compileIdentifiers(x: unknown): unknown {
  return x
}
