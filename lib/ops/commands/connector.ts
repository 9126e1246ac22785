import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { connection, saveCredentials } from '@/lib/connectors/credentials'
import { app } from '@/lib/db/app'
import { env } from '@/lib/env'
import { answer, CommandError, requiredOption, type Command, type Invocation } from '../command'
import { connectorId } from '../connector-id'
import { withTables } from '../database'

async function readFields(file: string): Promise<Record<string, unknown>> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(path.resolve(env.SKILLSCOPE_CALLED_FROM, file), 'utf8'))
  } catch (error) {
    // The parser's own message repeats a piece of the file, which holds secrets.
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as NodeJS.ErrnoException).code
    throw new CommandError(`${file} cannot be read: ${reason}.`)
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new CommandError(`${file} must hold one JSON object with the credential fields.`)
  }
  return content as Record<string, unknown>
}

async function set(invocation: Invocation) {
  const id = connectorId(invocation.positionals[1])
  const fields = await readFields(requiredOption(invocation, 'json-file'))
  await saveCredentials(app(), 'system', id, fields)
  answer(invocation, { connector: id, saved: true }, `The credentials of ${id} are saved.`)
}

async function test(invocation: Invocation) {
  const id = connectorId(invocation.positionals[1])
  const steps = await (await connection(app(), id)).test(invocation.signal)
  const ok = steps.every((step) => step.ok)
  const lines = steps.map((step) => `${step.ok ? '✓' : '✗'} ${step.name}: ${step.message}`)
  answer(invocation, { connector: id, ok, steps }, lines.join('\n'))
  return ok ? 0 : 1
}

const actions: Record<string, (invocation: Invocation) => Promise<number | void>> = { set, test }

export const connector: Command = {
  usage: 'connector set datacamp|skilljar --json-file F\nconnector test datacamp|skilljar',
  options: { 'json-file': { type: 'string' } },
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action) throw new CommandError(`Usage: ${connector.usage}`)
    return withTables(async () => action(invocation))
  },
}
