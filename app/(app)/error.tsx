'use client'

import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/states'

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown"
      requestId={error.digest}
      action={<Button onClick={reset}>Try again</Button>}
    >
      Something went wrong on the server. Your data is safe. If it happens again, give your administrator the request
      id.
    </ErrorState>
  )
}
