import { ShieldCheck } from 'lucide-react'
import { FindingList } from '@/components/quality/finding-list'
import { ProofTable } from '@/components/quality/proof-table'
import { NoDataYet } from '@/components/reports/no-data-yet'
import { PageHeader } from '@/components/shell/page-header'
import { sourceNames } from '@/components/shell/source-names'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { formatCounted } from '@/lib/format/numbers'
import type { Family } from '@/lib/quality/check'
import { checks, families } from '@/lib/quality/checks'
import { countChecks, type Counted } from '@/lib/quality/count'
import { foundInWords, shareOf } from '@/lib/quality/in-words'
import { tableProofs } from '@/lib/quality/tables'

export const metadata = { title: 'Data quality' }

export default definePage('/quality', async ({ actor, scope }) => {
  const { proofs, isEmpty } = await withReader(scope, async (reader) => ({
    proofs: await tableProofs(reader),
    isEmpty: Object.values(reader.asOf).every((moment) => moment === null),
  }))
  const header = (
    <PageHeader
      title="Data quality"
      question="What is odd in the data as the sources deliver it, and what each number does about it."
    />
  )
  if (isEmpty) {
    return (
      <>
        {header}
        <NoDataYet role={actor.role} />
      </>
    )
  }
  const counted = await countChecks((read) => withReader(scope, read), checks)
  const telling = counted.filter(({ found }) => found !== 0)
  const quiet = counted.filter(({ found }) => found === 0)
  return (
    <>
      {header}
      {telling.length === 0 && (
        <Card title="Findings">
          <EmptyState icon={ShieldCheck} title="Nothing odd was found">
            {formatCounted(checks.length, 'check', 'checks')} looked at every row of both sources.
          </EmptyState>
        </Card>
      )}
      {(Object.keys(families) as Family[]).map((family) => (
        <FamilyCard key={family} family={family} counted={telling.filter(({ check }) => check.family === family)} />
      ))}
      {proofs.length > 0 && <ProofTable tables={proofs} />}
      <details className="rounded-card border border-border bg-surface px-4 py-3">
        <summary className="cursor-pointer text-body font-[550]">
          {formatCounted(quiet.length, 'check', 'checks')} found nothing
        </summary>
        <ul className="mt-2 gap-x-6 text-small text-muted charts:columns-2">
          {quiet.map(({ check }) => (
            <li key={check.id} className="break-inside-avoid py-0.5">
              {sourceNames[check.source]}: {check.label}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
})

/** Warnings before what a rule settles, the larger share first. */
function FamilyCard({ family, counted }: { family: Family; counted: readonly Counted[] }) {
  if (counted.length === 0) return null
  const weight = ({ check }: Counted) => (check.severity === 'warning' ? 1 : 0)
  const sorted = [...counted].sort((a, b) => weight(b) - weight(a) || (shareOf(b) ?? 1) - (shareOf(a) ?? 1))
  return (
    <Card title={families[family]} about={formatCounted(counted.length, 'finding', 'findings')}>
      <FindingList
        findings={sorted.map((one) => ({
          id: one.check.id,
          label: one.check.label,
          source: sourceNames[one.check.source],
          warning: one.check.severity === 'warning',
          found: foundInWords(one),
          share: shareOf(one),
          effect: one.check.effect,
          metrics: one.check.metrics,
          href: `/quality/${one.check.id}`,
        }))}
      />
    </Card>
  )
}
