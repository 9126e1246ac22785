import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <EmptyState
        wholePage
        icon={SearchX}
        title="There is nothing at this address"
        action={
          <Button asChild>
            <Link href="/overview">Go to Overview</Link>
          </Button>
        }
      >
        The page may have moved, or what it showed is gone.
      </EmptyState>
    </main>
  )
}
