import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { requestRefresh } from '@/lib/refresh/request'
import { listRuns, readRun } from '@/lib/refresh/status'
import type { ConnectorId } from '@/lib/catalogue/types'
import { awaitRefresh, describeRun, succeeded } from '../await-refresh'
import { answer, CommandError, wholeNumbers, type Command, type Invocation } from '../command'
import { connectorId } from '../connector-id'
import { withTables } from '../database'

/** A running worker takes a request within a second or two. */
const HELP_AFTER_MS = 4_000

async function status(invocation: Invocation) {
  const [runId] = wholeNumbers('RUN', invocation.positionals.slice(1))
  if (runId !== undefined) {
    const run = await readRun(app(), runId)
    if (!run) throw new CommandError(`There is no refresh ${runId}.`)
    return answer(invocation, run, describeRun(run))
  }
  const ids = Object.keys(connectors) as ConnectorId[]
  const runs = (await Promise.all(ids.map((id) => listRuns(app(), id, 5)))).flat()
  answer(invocation, { runs }, runs.map(describeRun).join('\n') || 'Nothing was refreshed yet.')
}

async function request(invocation: Invocation) {
  const id = connectorId(invocation.positionals[0])
  const { values, signal } = invocation
  const { runId, already } = await requestRefresh(app(), id, { trigger: 'cli', full: values['full'] === true })
  const told = already ? `Refresh ${runId} of ${id} was under way already.` : `Refresh ${runId} of ${id} is requested.`
  if (values['wait'] !== true) return answer(invocation, { run: runId, already }, told)

  console.error(told)
  const run = await awaitRefresh(runId, { signal, helpAfterMs: HELP_AFTER_MS })
  answer(invocation, { run: runId, already, ...run }, describeRun(run))
  return succeeded(run) ? 0 : 1
}

export const refresh: Command = {
  usage: 'refresh datacamp|skilljar [--full] [--wait]\nrefresh status [RUN]',
  options: { full: { type: 'boolean' }, wait: { type: 'boolean' } },
  run: (invocation) =>
    withTables<number | void>(() =>
      invocation.positionals[0] === 'status' ? status(invocation) : request(invocation),
    ),
}
