import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'tap'
import { hash } from '../../src/hcl/hash.ts'

test('hashes are those of every other library', (t) => {
  for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
    const other = (bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex')
    // Around the places where the padding needs another block, too.
    for (let length = 0; length < 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256)
      if (hash(algorithm, bytes) !== other(bytes)) t.fail(`${algorithm} of ${length} bytes`)
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => hash(algorithm, bytes) === other(bytes)),
    )
    t.pass(algorithm)
  }
  t.end()
})
