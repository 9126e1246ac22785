import type { Command } from '../command'
import { add, staticChecks, summary } from '../quality/static-checks'
import { unitTests } from '../quality/unit-tests'

export const check: Command = {
  usage: 'check            (format, lint, types, architecture, unit tests)',
  async run({ signal }) {
    const tally = add(await staticChecks(signal), await unitTests(signal, { withDatabase: false }))
    console.log(`\n${summary(tally)}`)
    return tally.failed === 0 ? 0 : 1
  },
}
