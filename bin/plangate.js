#!/usr/bin/env node
// Old syntax on purpose: on an old Node this must still run and say so.
const major = Number(process.versions.node.split('.')[0])
if (major < 22) {
  process.stderr.write(`plangate needs Node 22 or later; this is Node ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  import('../dist/cli.js')
    .then(({ main }) => main(process))
    .then((code) => {
      process.exitCode = code
    })
}
