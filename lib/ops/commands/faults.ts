import { setTimeout as sleep } from 'node:timers/promises'
import { CommandError, wholeNumber, type Command } from '../command'
import { summary } from '../quality/static-checks'
import { runTests } from '../quality/test-runner'
import { withTestServer } from '../quality/test-server'

const LONGEST_MS = 120 * 60_000
const MOST_SEEDS = 2 ** 31 - 1

export const faults: Command = {
  usage:
    'faults [--seed NUMBER] [--short]   (breaks refreshes in every way we know)\n' +
    'faults office   (opens exports in LibreOffice, which must run nothing in them)',
  options: { seed: { type: 'string' }, short: { type: 'boolean' } },
  async run(invocation) {
    const [part] = invocation.positionals
    if (part === 'office') return office(invocation.signal)
    if (part !== undefined) throw new CommandError(`There is no fault suite “${part}”. It may be: office.`)
    const seed = wholeNumber(invocation, 'seed', Math.floor(Math.random() * MOST_SEEDS), 1, MOST_SEEDS)
    const form = invocation.values['short'] === true ? 'short' : 'long'
    console.log(`The ${form} form with seed ${seed}; --seed ${seed} repeats its choices.`)
    const late = new AbortController()
    const watch = sleep(LONGEST_MS, undefined, { signal: late.signal, ref: false }).then(
      () => late.abort(new Error(`The fault suite took more than ${LONGEST_MS / 60_000} minutes.`)),
      () => undefined,
    )
    try {
      const signal = AbortSignal.any([invocation.signal, late.signal])
      const args = ['--expose-gc', 'lib/faults/main.ts', form, String(seed)]
      const tally = await withTestServer(() => runTests('Fault suite (node:test)', args, signal))
      console.log(`\n${summary(tally)}`)
      return tally.failed === 0 ? 0 : 1
    } finally {
      late.abort()
      await watch
    }
  },
}

async function office(signal: AbortSignal): Promise<number> {
  const tally = await withTestServer(() => runTests('Exports in LibreOffice', ['lib/faults/office/main.ts'], signal))
  console.log(`\n${summary(tally)}`)
  return tally.failed === 0 ? 0 : 1
}
