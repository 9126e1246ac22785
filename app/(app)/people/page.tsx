import { dashboardPage } from '@/app/(app)/dashboard-page'
import { LaterCard } from '@/app/(app)/later-card'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { LinkChoice } from '@/components/ui/link-choice'
import { definePage } from '@/lib/authz/page'
import { readWho } from '@/lib/reports/people-choice'
import { peopleCards, readPeople } from '@/lib/reports/read-people'
import { reportOf } from '@/lib/reports/reports'

const report = reportOf('people')

export const metadata = { title: report.title }

const choices = [
  { who: 'everybody', label: 'Everybody' },
  { who: 'active', label: 'With activity' },
] as const

export default definePage('/people', (visit) =>
  dashboardPage(visit, {
    report,
    read: readPeople,
    later: peopleCards,
    reads: { who: readWho },
    audited: { action: 'people.view', subject: 'people' },
    draw: ({ data, later, filters, ...view }) => (
      <LaterCard title="All people" data={later.table} className="min-h-[720px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="All people"
            about="Everybody in the teams chosen, or who did something in the period; with a technology, source or content always those who did. A name opens everything about the person."
            one="person"
            many="people"
            find="person or e-mail"
            notes={['person_teams', 'person_last_active', 'person_platforms']}
            titleOf={({ person_email }) => (typeof person_email === 'string' ? person_email : undefined)}
            hrefOf={({ person }) => (Number(person) > 0 ? detailHref('/people', Number(person), filters) : undefined)}
            tools={
              <LinkChoice
                label="Which people"
                choices={choices.map(({ who, label }) => ({
                  label,
                  href: `${view.page}?${addressOf(table.firstPage, who)}`,
                  current: who === data.who,
                }))}
              />
            }
          />
        )}
      </LaterCard>
    ),
  }),
)

function addressOf(firstPage: URLSearchParams, who: string): URLSearchParams {
  const params = new URLSearchParams(firstPage)
  params.delete('who')
  if (who !== 'everybody') params.set('who', who)
  return params
}
