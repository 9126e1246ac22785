import { app } from '@/lib/db/app'
import { resetSecrets, rotate, secretStatus, type SecretStatus } from '@/lib/secrets/rotate'
import { answer, CommandError, type Command, type Invocation } from '../command'
import { withTables } from '../database'

const values = (number: number) => `${number} ${number === 1 ? 'value' : 'values'}`
const reenter = (names: readonly string[]) =>
  names.map((name) => `✗ ${name} is opened by none of the secrets. Enter it again.`)

function describe({ current, former, unreadable }: SecretStatus): string {
  const lines = former.map(({ id, values: number, removable }) =>
    removable
      ? `Former secret ${id}: ${values(0)}. It may be taken out of SKILLSCOPE_OLD_SECRETS.`
      : `Former secret ${id}: ${values(number)}. Keep it, and run: skillscope secrets rotate`,
  )
  return [`Current secret ${current.id}: ${values(current.values)}.`, ...lines, ...reenter(unreadable)].join('\n')
}

async function status(invocation: Invocation) {
  const found = await secretStatus(app())
  answer(invocation, found, describe(found))
  return found.unreadable.length === 0 ? 0 : 1
}

async function rotateAll(invocation: Invocation) {
  const done = await rotate(app())
  const after = await secretStatus(app())
  const told = `${values(done.rewrapped)} brought over, ${values(done.untouched)} left as they were.`
  answer(invocation, { ...done, status: after }, `${told}\n${describe(after)}`)
  return done.unreadable.length === 0 ? 0 : 1
}

async function reset(invocation: Invocation) {
  if (invocation.values['yes'] !== true) {
    const { unreadable } = await secretStatus(app())
    if (unreadable.length === 0) return answer(invocation, { removed: [] }, 'Every sealed value opens. Nothing to do.')
    throw new CommandError(
      `This removes what no secret opens: ${unreadable.join(', ')}. If a former secret still exists, set SKILLSCOPE_OLD_SECRETS instead. Else repeat with --yes.`,
    )
  }
  const removed = await resetSecrets(app())
  const told = removed.map((name) => `Removed ${name}. Enter it again.`)
  answer(invocation, { removed }, told.join('\n') || 'Every sealed value opens. Nothing was removed.')
}

const actions: Record<string, (invocation: Invocation) => Promise<number | void>> = { status, rotate: rotateAll, reset }

export const secrets: Command = {
  usage: 'secrets status | rotate\nsecrets reset --yes   (gives up what no secret opens, after one was lost)',
  options: { yes: { type: 'boolean' } },
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action) throw new CommandError(`Usage: ${secrets.usage}`)
    return withTables(async () => action(invocation))
  },
}
