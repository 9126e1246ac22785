import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { MetricNow } from '@/components/catalogue/metric-now'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { answerMetric } from '@/lib/api/metric'
import { may } from '@/lib/authz/permissions'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { findColumn } from '@/lib/catalogue/catalogue'
import { describeAll, type Description } from '@/lib/reports/describe'
import { isMetric } from '@/lib/metrics/names'
import { usedOn } from '@/lib/reports/used-on'

export const metadata = { title: 'Metric' }

export default definePage('/catalogue/[metric]', async ({ actor, params, scope }) => {
  const all = describeAll()
  const found = all.find(({ id }) => id === params['metric'])
  if (!found) notFound()
  const { id } = found
  const now = isMetric(id) ? await withReader(scope, (reader) => answerMetric(reader, id, new URLSearchParams())) : null
  const pages = usedOn(id)
  return (
    <>
      <PageHeader
        title={found.label}
        question={found.description}
        actions={
          now && (
            <Button asChild>
              <Link href={`/deliveries/new?kind=alert&metric=${id}`}>Watch this number</Link>
            </Button>
          )
        }
      />
      {now && <MetricNow answer={now} />}
      <Card title="Definition" about={<code className="font-mono">{id}</code>}>
        <dl className="flex flex-col gap-3">
          <Entry label="Formula">{found.formula}</Entry>
          {found.numerator && found.denominator && (
            <Entry label="Divides">
              <MetricLink all={all} id={found.numerator} /> by <MetricLink all={all} id={found.denominator} />
            </Entry>
          )}
          {found.leftOut && found.leftOut.length > 0 && <Entry label="Left out">{found.leftOut.join(' ')}</Entry>}
          <Entry label={found.kind === 'metric' ? 'Can be divided by' : 'Columns'}>{found.dimensions.join(', ')}</Entry>
          <Entry label="Used on">
            {pages.length === 0
              ? 'No page yet; the API answers it.'
              : pages.map(({ slug, path, title }) => (
                  <Link key={slug} href={path} className="mr-3 text-accent hover:underline">
                    {title}
                  </Link>
                ))}
          </Entry>
          <Entry label="Ask it">
            <code className="font-mono text-small break-all">
              {found.kind === 'metric' ? `GET /api/v1/query?metrics=${id}&by=month` : `GET /api/v1/analyses/${id}`}
            </code>
          </Entry>
        </dl>
      </Card>
      <Card title="Read from" about="Columns of the sources, as they are delivered.">
        <ul className="flex flex-col gap-2">
          {found.readFrom.map((name) => (
            <SourceColumn key={name} name={name} hasRows={may(actor, 'tables.read')} />
          ))}
        </ul>
      </Card>
    </>
  )
})

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 tablet:grid-cols-[160px_1fr]">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function MetricLink({ all, id }: { all: readonly Description[]; id: string }) {
  return (
    <Link href={`/catalogue/${id}`} className="text-accent hover:underline">
      {all.find((one) => one.id === id)?.label ?? id}
    </Link>
  )
}

/** "datacamp.course_fact.xp", with what the catalogue says about it. */
function SourceColumn({ name, hasRows }: { name: string; hasRows: boolean }) {
  const [schema, table, column] = name.split('.')
  const link = 'inline-flex min-h-6 items-center text-small text-accent hover:underline'
  return (
    <li>
      <span className="flex flex-wrap gap-x-4">
        <Link href={`/dictionary/${schema}.${table}#${column}`} className={`${link} font-mono break-all`}>
          {name}
        </Link>
        {hasRows && (
          <Link href={`/explorer/${schema}.${table}`} aria-label={`Rows of ${schema}.${table}`} className={link}>
            Rows
          </Link>
        )}
      </span>
      <p className="text-small text-muted">{findColumn(name)?.description}</p>
    </li>
  )
}
