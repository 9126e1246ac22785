import { AuditFilterForm } from '@/components/audit/audit-filter-form'
import { actionGroups, actionInWords } from '@/components/audit/action-words'
import { EntryTable, outcomeWords } from '@/components/audit/entry-table'
import { ExportMenu } from '@/components/export/export-menu'
import { Chips } from '@/components/filters/chips'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { Pager } from '@/components/tables/pager'
import { Card } from '@/components/ui/card'
import { auditParams, readAuditFilter, type AuditFilter } from '@/lib/audit/address'
import { auditPage } from '@/lib/audit/entries'
import { auditActors, namesOf, type Named } from '@/lib/audit/names'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { warehouse } from '@/lib/db/warehouse'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'

export const metadata = { title: 'Audit' }

const ENTRIES = 50

export default definePage('/admin/audit', (visit) => explained('/admin/audit', () => draw(visit)))

async function draw({ search }: GuardedVisit) {
  const filter = readAuditFilter(search)
  const [{ entries, next }, actors] = await Promise.all([
    auditPage(warehouse(), filter, ENTRIES),
    auditActors(warehouse()),
  ])
  const names = await namesOf(
    warehouse(),
    entries.map(({ subject }) => subject),
  )
  return (
    <>
      <PageHeader
        title="Audit"
        question="Who did what and saw what, denials included. Nobody can change or remove an entry here."
        actions={
          <ExportMenu
            href={`/export${addressOf({ ...filter, before: null }).replace('/admin', '')}`}
            background={false}
          />
        }
      />
      <AuditFilterForm key={auditParams(filter)} filter={filter} actors={actors} />
      <Chips chips={chipsOf(filter, actors)} clearHref="/admin/audit" />
      <Card
        title="Entries"
        about="Newest first. The time opens the entry. A view of the same page within ten minutes is one entry."
        footer={
          <>
            <span>{formatCounted(entries.length, 'entry', 'entries')} on this page</span>
            <Pager
              previous={filter.before === null ? null : addressOf({ ...filter, before: null })}
              next={next === null ? null : addressOf({ ...filter, before: next })}
            />
          </>
        }
      >
        <EntryTable entries={entries} names={names} />
      </Card>
    </>
  )
}

function addressOf(filter: AuditFilter): string {
  const params = auditParams(filter)
  return params === '' ? '/admin/audit' : `/admin/audit?${params}`
}

function chipsOf(filter: AuditFilter, actors: readonly Named[]) {
  const named = new Map(actors.map(({ id, name }) => [id, name]))
  const { from, to, actor, action, subject, outcome } = filter
  const chip = (name: string, value: string | null, words: (value: string) => string, without: Partial<AuditFilter>) =>
    value === null
      ? []
      : [{ name, value: words(value), removeHref: addressOf({ ...filter, before: null, ...without }) }]
  return [
    ...chip('From', from, formatDay, { from: null }),
    ...chip('To', to, formatDay, { to: null }),
    ...chip('Who', actor, (id) => named.get(id) ?? (id === 'system' ? 'Skillscope itself' : 'Not signed in'), {
      actor: null,
    }),
    ...chip('What', action, (name) => actionGroups[name] ?? actionInWords(name), { action: null }),
    ...chip('Of what', subject, (text) => named.get(text) ?? text, { subject: null }),
    ...chip('Outcome', outcome, (name) => outcomeWords[name as keyof typeof outcomeWords], { outcome: null }),
  ]
}
