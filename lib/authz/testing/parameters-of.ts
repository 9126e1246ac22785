/** An analysis with what it cannot do without, and nothing else. */
import type { Analysis } from '@/lib/analyses/analysis'

/** Values that the canaries' data has. */
const needed: Readonly<Record<string, string>> = { course: '100', id: 'p1', person: '1' }

export function parametersOf({ parameters = {} }: Analysis): Record<string, string> {
  const required = Object.entries(parameters).filter(([, { required }]) => required)
  return Object.fromEntries(
    required.map(([name, { values }]) => {
      const value = values?.[0] ?? needed[name]
      if (value === undefined)
        throw new Error(`Say in parameters-of.ts what the parameter "${name}" of an analysis may be.`)
      return [name, value]
    }),
  )
}
