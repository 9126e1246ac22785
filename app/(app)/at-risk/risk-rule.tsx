import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { LinkChoice } from '@/components/ui/link-choice'
import { formatMoment } from '@/lib/format/dates'
import { offeredDays, riskRules } from '@/lib/reports/read-at-risk'
import { riskAddress, type RiskView } from './risk-address'

/** The rule as it is applied, with its setting. */
export function RiskRuleCard({ filters, question, asOf }: RiskView) {
  const { rule, days } = question
  const moment = asOf.datacamp ?? asOf.skilljar
  return (
    <Card
      id="rule"
      title="The rule"
      tools={
        <LinkChoice
          label="Days without learning"
          choices={[...new Set([...offeredDays, days])]
            .sort((one, other) => one - other)
            .map((offered) => ({
              label: `${offered} days`,
              href: riskAddress(filters, { rule, days: offered, page: 1 }),
              current: offered === days,
            }))}
        />
      }
      footer={
        <>
          <span>
            Evidence is time, XP, a completed lesson or course, or a started quiz. DataCamp reports no mobile time and
            no days on which a person was outside the group.
          </span>
          <Link href={`/catalogue/${riskRules[rule].list}`} className="text-accent underline">
            Definition
          </Link>
        </>
      }
    >
      <p className="max-w-[96ch]">
        {rule === 'open' ? (
          <>
            Somebody is at risk who started a course or a DataCamp project and did not complete it, still has access (an
            account on DataCamp, an active enrolment on Skilljar), and has shown no sign of learning on either platform
            for <strong>{days} days</strong>.
          </>
        ) : (
          <>
            Somebody is quiet who is in a team today, with an account that is not deleted, and has shown no sign of
            learning on either platform for <strong>{days} days</strong>, whether something is open or not.
          </>
        )}{' '}
        {moment !== null && <span className="text-muted">Counted back from the data of {formatMoment(moment)}.</span>}
      </p>
    </Card>
  )
}
