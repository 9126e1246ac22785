import { Decide } from '@/components/refreshes/decide'
import { MovingNumbers } from '@/components/refreshes/moving-numbers'
import { app } from '@/lib/db/app'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { RunDetail } from '@/lib/refresh/status'
import { approve, discard } from '../actions'

/** The decision about a held run, with what it would do. */
export async function HeldRun({ run }: { run: RunDetail }) {
  const newest = await app().publication.findFirst({ orderBy: { version: 'desc' }, select: { version: true } })
  const version = Number(newest?.version ?? 0)
  return (
    <Decide
      run={run.id}
      approve={approve}
      discard={discard}
      approveMeans={`${run.preview ? counted(run) : 'What this changes could not be found out.'} All tables go live together as a new data version. Removed rows move to the archive and can be put back; changed rows are overwritten.`}
      discardMeans={`Data version ${formatCount(version)} stays. The source is read anew by the next refresh.`}
    >
      {run.preview ? (
        <MovingNumbers numbers={run.preview.numbers} />
      ) : (
        <p className="text-body text-muted">
          What it would change could not be found out beforehand: the tables show what was read, and no counts of
          changes.
        </p>
      )}
    </Decide>
  )
}

/** "course_fact: 1,838 rows removed, 12 added." for the tables at which the guards stopped, then the rest. */
function counted({ tables, findings }: RunDetail): string {
  const flagged = new Set(findings.map(({ table }) => table))
  const of = (removed: number, added: number, changed: number) =>
    [
      removed > 0 && formatCounted(removed, 'row removed', 'rows removed'),
      added > 0 && `${formatCount(added)} added`,
      changed > 0 && `${formatCount(changed)} changed`,
    ]
      .filter(Boolean)
      .join(', ') || 'no change'
  const each = tables
    .filter(({ table }) => flagged.has(table))
    .map(
      ({ table, rowsDeleted, rowsInserted, rowsUpdated }) => `${table}: ${of(rowsDeleted, rowsInserted, rowsUpdated)}.`,
    )
  const rest = tables.filter(({ table }) => !flagged.has(table))
  const sum = (count: (table: (typeof tables)[number]) => number) =>
    rest.reduce((total, table) => total + count(table), 0)
  const others = of(
    sum(({ rowsDeleted }) => rowsDeleted),
    sum(({ rowsInserted }) => rowsInserted),
    sum(({ rowsUpdated }) => rowsUpdated),
  )
  return [...each, others === 'no change' ? '' : `Other tables: ${others}.`].filter((part) => part !== '').join(' ')
}
