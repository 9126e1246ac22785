import { env } from '@/lib/env'
import { check } from '@/lib/db/migrate/check'
import { create } from '@/lib/db/migrate/create'
import { status } from '@/lib/db/migrate/deploy'
import { bringUpToDate } from '../bring-up-to-date'
import { answer, CommandError, type Command, type Invocation } from '../command'
import { withDatabase } from '../database'

const list = (names: readonly string[]) => names.map((name) => `  ${name}`).join('\n')

async function runDeploy(invocation: Invocation) {
  const applied = await bringUpToDate()
  answer(invocation, { applied }, applied.length === 0 ? 'The database is up to date.' : `Applied:\n${list(applied)}`)
}

async function runStatus(invocation: Invocation) {
  const history = await status(env.DATABASE_URL)
  const parts = Object.entries(history).filter(([, names]) => (names as string[]).length > 0)
  const lines = parts.map(([state, names]) => `${state}:\n${list(names as string[])}`)
  answer(invocation, history, lines.join('\n') || 'There are no migrations.')
  return history.pending.length + history.changed.length + history.unknown.length === 0 ? 0 : 1
}

async function runCheck(invocation: Invocation) {
  const { ok, ...found } = await check(env.DATABASE_URL)
  const { unexpected, missing } = found.databaseDrift
  const problems = [
    found.history.pending.length > 0 && `Not applied yet:\n${list(found.history.pending)}`,
    found.history.changed.length > 0 && `Changed after they were applied:\n${list(found.history.changed)}`,
    found.history.unknown.length > 0 && `Applied but not on disk:\n${list(found.history.unknown)}`,
    found.schemaDrift !== '' && `The Prisma schema has changes that no migration makes:\n${found.schemaDrift}`,
    unexpected.length > 0 && `The database has what no migration makes:\n${list(unexpected)}`,
    missing.length > 0 && `The database lacks what its migrations make:\n${list(missing)}`,
  ].filter(Boolean)
  answer(invocation, { ok, ...found }, ok ? 'Schema, migrations and database agree.' : problems.join('\n'))
  return ok ? 0 : 1
}

async function runCreate(invocation: Invocation) {
  const name = invocation.positionals[1]
  if (!name) throw new CommandError('Name the migration: migrate create NAME.')
  const folder = await create(env.DATABASE_URL, name)
  answer(
    invocation,
    { created: folder ?? null },
    folder
      ? `Written: prisma/migrations/${folder}/migration.sql. Read it before it is applied.`
      : 'Nothing to migrate.',
  )
}

const actions: Record<string, (invocation: Invocation) => Promise<number | void>> = {
  deploy: runDeploy,
  status: runStatus,
  check: runCheck,
  create: runCreate,
}

export const migrate: Command = {
  usage: 'migrate [deploy | status | check | create NAME]',
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? 'deploy']
    if (!action) throw new CommandError(`migrate knows ${Object.keys(actions).join(', ')}.`)
    return withDatabase(() => action(invocation))
  },
}
