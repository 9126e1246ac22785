import { Circle, DatabaseZap } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { Role } from '@/generated/prisma/client'

/** Before the first publication: what is to be done, for those who can do it. */
export function NoDataYet({ role }: { role: Role }) {
  if (role !== 'admin') {
    return (
      <Card title="No data yet">
        <EmptyState icon={DatabaseZap} title="Nothing has been loaded yet">
          As soon as an administrator has connected DataCamp or Skilljar, the numbers appear here.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card title="First steps" about="The numbers appear after the first refresh.">
      <ol className="flex flex-col gap-3">
        {steps.map(({ href, title, text }, index) => (
          <li key={title} className="flex items-start gap-3">
            <Circle aria-hidden className="mt-0.5 size-4 shrink-0 text-subtle" />
            <div className="min-w-0 grow">
              <p className="font-[550]">
                {index + 1}. {title}
              </p>
              <p className="text-muted">{text}</p>
            </div>
            <Button asChild>
              <Link href={href}>Open</Link>
            </Button>
          </li>
        ))}
      </ol>
    </Card>
  )
}

const steps = [
  {
    href: '/admin/connectors/datacamp',
    title: 'Connect DataCamp',
    text: 'Bucket, region and key from the Admin Portal: Reporting › Export › Data Connector.',
  },
  {
    href: '/admin/connectors/skilljar',
    title: 'Connect Skilljar',
    text: 'Host, database, user and password from Skilljar’s support.',
  },
  {
    href: '/admin/connectors',
    title: 'Refresh',
    text: 'Load both sources, and choose how often they are loaded again.',
  },
]
