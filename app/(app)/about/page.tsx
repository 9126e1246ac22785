import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/shell/page-header'
import { withReader } from '@/lib/authz/reader'
import { definePage } from '@/lib/authz/page'
import { version } from '@/package.json'

export const metadata = { title: 'About' }

export default definePage('/about', async ({ actor, scope }) => {
  const { dataVersion, asOf } = await withReader(scope, async (reader) => reader)
  const facts = [
    ['Version', version],
    ['Data version', String(dataVersion)],
    ['DataCamp as of', asOf.datacamp ?? 'not loaded yet'],
    ['Skilljar as of', asOf.skilljar ?? 'not loaded yet'],
    ['Signed in as', `${actor.name} (${actor.role})`],
  ] as const
  return (
    <>
      <PageHeader title="About this Skillscope" />
      <Card title="What is running here">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
})
