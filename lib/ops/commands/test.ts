import { buildWeb, isBuilt } from '../build'
import type { Command } from '../command'
import { step } from '../progress'
import { browserTests } from '../quality/browser-tests'
import { ensureChromium, ensureSwift } from '../quality/prerequisites'
import { add, staticChecks, summary, type Tally } from '../quality/static-checks'
import { withTestServer } from '../quality/test-server'
import { unitTests } from '../quality/unit-tests'

export const test: Command = {
  usage: 'test             (installs what is missing and runs everything)',
  async run({ signal }) {
    await ensureChromium()
    await ensureSwift()
    // Before the tests: one of them compares what was built with what may be entered.
    if (!isBuilt()) await step('Building', () => buildWeb(signal))
    const tally = await withTestServer(async () => {
      const parts: Tally[] = [
        await staticChecks(signal),
        await unitTests(signal, { withDatabase: true }),
        await browserTests(signal),
      ]
      return parts.reduce(add)
    })
    console.log(`\n${summary(tally)}`)
    return tally.failed === 0 ? 0 : 1
  },
}
