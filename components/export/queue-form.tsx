'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormResult } from '@/lib/authz/action'
import { FormatField } from './format-field'

interface QueueFormProps {
  /** The address of its CSV. */
  of: string
  subject: string
  /** "sort: -xp" */
  filters: readonly string[]
  action: (previous: FormResult | null, form: FormData) => Promise<FormResult>
}

export function QueueForm({ of, subject, filters, action }: QueueFormProps) {
  const [result, submit, busy] = useActionState(action, null)
  return (
    <form action={submit} onReset={keepFields} className="flex flex-col gap-4">
      {result?.ok === false && <Banner kind="negative" title={result.message ?? 'It was not put into the queue.'} />}
      <p className="text-body">
        <span className="font-mono text-small">{subject}</span>
        <span className="ml-2 text-small break-words text-muted">{filters.join(' · ')}</span>
      </p>
      <input type="hidden" name="of" value={of} />
      <div className="flex flex-wrap items-end gap-3">
        <FormatField />
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Make the file
        </Button>
      </div>
    </form>
  )
}
