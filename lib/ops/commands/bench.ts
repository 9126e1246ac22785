import path from 'node:path'
import { env } from '@/lib/env'
import { option, type Command } from '../command'
import { runTool } from '../quality/run-tool'

const passedOn = ['size', 'people', 'only'] as const

export const bench: Command = {
  usage: 'bench [--json FILE] [--size ROWS] [--people N] [--only refresh|scale]   (ratios measured side by side)',
  options: {
    json: { type: 'string' },
    size: { type: 'string' },
    people: { type: 'string' },
    only: { type: 'string' },
  },
  async run(invocation) {
    const file = option(invocation, 'json')
    const args = [
      ...(file === undefined ? [] : ['--json', path.resolve(env.SKILLSCOPE_CALLED_FROM, file)]),
      ...passedOn.flatMap((name) => {
        const value = option(invocation, name)
        return value === undefined ? [] : [`--${name}`, value]
      }),
    ]
    const node = ['--no-warnings=ExperimentalWarning', '--import', 'tsx', 'bench/main.ts']
    return (await runTool('Benchmarks', [...node, ...args], invocation.signal)) ? 0 : 1
  },
}
