/** A process with one child that would live for ever, to be killed by a test. */
import path from 'node:path'
import { startNode } from '../processes'

const preload = path.resolve('lib/ops/follow-parent.mjs')
const child = startNode('child', ['--import', preload, '--eval', 'setInterval(() => {}, 1000)'])
process.stdout.write(`${child.process.pid}\n`)
setInterval(() => undefined, 1_000)
