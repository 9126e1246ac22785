import { Lock } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'

export const metadata = { title: 'Not allowed' }

export default function Forbidden() {
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <EmptyState
        wholePage
        icon={Lock}
        title="Your role does not allow this page"
        action={
          <Button asChild>
            <Link href="/overview">Go to Overview</Link>
          </Button>
        }
      >
        If you need it for your work, ask your administrator for another role.
      </EmptyState>
    </main>
  )
}
