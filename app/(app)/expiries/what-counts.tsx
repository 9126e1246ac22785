import Link from 'next/link'
import { Card } from '@/components/ui/card'

const rules = [
  ['Assignment due', 'open DataCamp assignments with a due date. Completed, deleted and archived ones are left out.'],
  [
    'Certification registration',
    'open attempts at a DataCamp certification that expire, unless a later attempt replaced them or was granted.',
  ],
  [
    'Course access',
    'Skilljar enrolments with a last day. Of several of one learner in one course the longest counts; completed ones are left out.',
  ],
  [
    'Certificate',
    'Skilljar certificates that expire, unless their holder has one of the same course that lasts longer: it is renewed.',
  ],
  ['Path', 'enrolments in Skilljar paths with a last day, the longest of each learner; completed paths are left out.'],
  ['Domain membership', 'memberships of Skilljar domains with a last day, the longest of each learner and domain.'],
] as const

/** What was decided, in words. */
export function WhatCounts() {
  return (
    <Card
      id="rules"
      title="What counts"
      about="Each learner and thing once, at the moment of the data of its source."
      footer={
        <>
          <span>
            Days are spans of 24 hours from that moment: what ends exactly 30 days after it is not within 30 days.
          </span>
          <Link href="/catalogue/expiries" className="text-accent underline">
            Definition
          </Link>
        </>
      }
    >
      <dl className="grid gap-x-6 gap-y-2 charts:grid-cols-2">
        {rules.map(([kind, rule]) => (
          <div key={kind}>
            <dt className="inline font-[550]">{kind}: </dt>
            <dd className="inline text-muted">{rule}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
