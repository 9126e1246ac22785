import Link from 'next/link'
import { notFound } from 'next/navigation'
import { actionInWords } from '@/components/audit/action-words'
import { BeforeAfter } from '@/components/audit/before-after'
import { actorOf, momentOf, outcomeWords, subjectOf } from '@/components/audit/entry-table'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CodeText } from '@/components/ui/code-text'
import { auditParams } from '@/lib/audit/address'
import { auditEntry, type Entry } from '@/lib/audit/entries'
import { namesOf } from '@/lib/audit/names'
import { teamChoices } from '@/lib/auth/user-list'
import { definePage } from '@/lib/authz/page'
import { warehouse } from '@/lib/db/warehouse'

export const metadata = { title: 'Audit entry' }

export default definePage('/admin/audit/[entry]', async ({ params }) => {
  const id = params['entry'] ?? ''
  const entry = /^[1-9]\d{0,14}$/.test(id) ? await auditEntry(warehouse(), Number(id)) : null
  if (!entry) notFound()
  const names = await namesOf(warehouse(), [entry.subject])
  const subject = subjectOf(entry, names)
  const teams = new Map((await teamChoices(warehouse())).map(({ id: team, name }) => [team, name]))
  return (
    <>
      <PageHeader
        title={`Entry ${id}`}
        question={`${actionInWords(entry.action)} · ${outcomeWords[entry.outcome]} · ${momentOf(entry.at)} UTC`}
        actions={
          <Button asChild>
            <Link href="/admin/audit">All entries</Link>
          </Button>
        }
      />
      <Card title="What was recorded" footer={<Related entry={entry} />}>
        <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-6 gap-y-2 [&_dd]:break-all [&_dt]:text-muted">
          <dt>Time</dt>
          <dd>
            <code className="font-mono text-small">{entry.at}</code>
          </dd>
          <dt>Who</dt>
          <dd>
            {actorOf(entry)} {entry.actorId && <code className="font-mono text-small text-muted">{entry.actorId}</code>}
          </dd>
          <dt>What</dt>
          <dd>
            {actionInWords(entry.action)} <code className="font-mono text-small text-muted">{entry.action}</code>
          </dd>
          <dt>Of what</dt>
          <dd>
            {subject.href ? (
              <Link href={subject.href} className="underline">
                {subject.text}
              </Link>
            ) : (
              subject.text || '–'
            )}{' '}
            {subject.text !== entry.subject && <code className="font-mono text-small text-muted">{entry.subject}</code>}
          </dd>
          <dt>Outcome</dt>
          <dd>{outcomeWords[entry.outcome]}</dd>
          <dt>Request id</dt>
          <dd>{entry.requestId ? <code className="font-mono text-small">{entry.requestId}</code> : '–'}</dd>
        </dl>
      </Card>
      <BeforeAfter detail={entry.detail} teams={teams} />
      <Card title="Detail" about="As it is stored.">
        <CodeText label="Detail as JSON">{JSON.stringify(entry.detail, null, 2)}</CodeText>
      </Card>
    </>
  )
})

function Related({ entry: { actorId, subject } }: { entry: Entry }) {
  return (
    <>
      {actorId && (
        <Link href={`/admin/audit?${auditParams({ actor: actorId })}`} className="underline">
          Everything by the same actor
        </Link>
      )}
      {subject && (
        <Link href={`/admin/audit?${auditParams({ subject })}`} className="underline">
          Everything about the same thing
        </Link>
      )}
    </>
  )
}
