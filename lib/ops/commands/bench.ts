import path from 'node:path'
import { env } from '@/lib/env'
import { option, type Command } from '../command'
import { runTool } from '../quality/run-tool'

export const bench: Command = {
  usage: 'bench [--json FILE] [--size ROWS]   (ratios measured side by side)',
  options: { json: { type: 'string' }, size: { type: 'string' } },
  async run(invocation) {
    const file = option(invocation, 'json')
    const size = option(invocation, 'size')
    const args = [
      ...(file === undefined ? [] : ['--json', path.resolve(env.SKILLSCOPE_CALLED_FROM, file)]),
      ...(size === undefined ? [] : ['--size', size]),
    ]
    const node = ['--no-warnings=ExperimentalWarning', '--import', 'tsx', 'bench/main.ts']
    return (await runTool('Benchmarks', [...node, ...args], invocation.signal)) ? 0 : 1
  },
}
