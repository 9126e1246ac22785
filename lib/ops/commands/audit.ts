import { pruneAudit } from '@/lib/audit/entries'
import { warehouse } from '@/lib/db/warehouse'
import { answer, CommandError, option, wholeNumber, type Command } from '../command'
import { withTables } from '../database'

/** The database itself keeps what is younger. */
const LEAST_DAYS = 90

export const audit: Command = {
  usage: `audit prune --older-than-days N   (removes old entries, at least ${LEAST_DAYS} days old, and writes that down)`,
  options: { 'older-than-days': { type: 'string' } },
  async run(invocation) {
    const days = option(invocation, 'older-than-days')
    if (invocation.positionals[0] !== 'prune' || days === undefined) throw new CommandError(`Usage: ${audit.usage}`)
    const olderThan = wholeNumber(invocation, 'older-than-days', LEAST_DAYS, LEAST_DAYS, 36_500)
    return withTables(async () => {
      const removed = await pruneAudit(warehouse(), olderThan)
      answer(invocation, { removed }, `Removed ${removed} entries older than ${olderThan} days.`)
    })
  },
}
