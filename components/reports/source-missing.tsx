import { PlugZap } from 'lucide-react'
import Link from 'next/link'
import { sourceNames } from '@/components/shell/source-names'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { Role } from '@/generated/prisma/client'
import type { Source } from '@/lib/filters/filters'

/** A page about a source that was never loaded, on an installation that has the other one. */
export function SourceMissing({ source, role }: { source: Source; role: Role }) {
  const name = sourceNames[source]
  return (
    <Card title={`${name} is not connected`}>
      <EmptyState
        icon={PlugZap}
        title={`Nothing was loaded from ${name} yet`}
        action={
          role === 'admin' && (
            <Button kind="primary" asChild>
              <Link href={`/admin/connectors/${source}`}>Connect {name}</Link>
            </Button>
          )
        }
      >
        {role === 'admin'
          ? 'Enter the credentials and refresh; the numbers appear here after that.'
          : `As soon as an administrator has connected ${name}, the numbers appear here.`}
      </EmptyState>
    </Card>
  )
}
