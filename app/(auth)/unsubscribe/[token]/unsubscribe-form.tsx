'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { FormAction } from '@/lib/authz/action'

interface UnsubscribeFormProps {
  token: string
  name: string
  /** It was stopped before. */
  ended: boolean
  action: FormAction
}

export function UnsubscribeForm({ token, name, ended, action }: UnsubscribeFormProps) {
  const [result, submit, busy] = useActionState(action, null)
  const isOver = ended || result?.ok === true
  return (
    <form action={submit} className="mt-3 flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      {isOver ? (
        <p role="status">“{name}” is no longer sent to you.</p>
      ) : (
        <>
          <p className="text-muted">“{name}” will no longer be sent to you. Other mails stay as they are.</p>
          {result?.message && <Banner kind="negative" title={result.message} />}
          <div>
            <Button type="submit" kind="primary" busy={busy} disabled={busy}>
              Stop these mails
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
