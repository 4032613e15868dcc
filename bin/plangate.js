#!/usr/bin/env node
// Old syntax on purpose: on an old Node this must still run and say so.
import * as nodeModule from 'node:module'

const major = Number(process.versions.node.split('.')[0])
if (major < 22) {
  process.stderr.write(
    `plangate needs Node 22 or later; this is Node ${process.versions.node}\n` +
      '  help: where no newer one can be installed, `npm install node` brings one for this folder, and `npx plangate` uses it\n',
  )
  process.exitCode = 2
} else {
  // The second start is quicker: Node keeps what it compiled.
  nodeModule.enableCompileCache?.()
  const { main } = await import('../dist/cli.js')
  process.exitCode = await main(process)
}
