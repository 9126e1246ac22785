'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormResult } from '@/lib/authz/action'
import { SharingFields } from './sharing-fields'
import { useViewChoices } from './use-view-choices'
import type { ListedView } from './view-list'
import type { ViewAction } from './views-context'

export function ShareDialog({ view, share, onClose }: { view: ListedView; share: ViewAction; onClose: () => void }) {
  const { teams } = useViewChoices('')
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await share(previous, form)
    if (next.ok) onClose()
    return next
  }, null)
  return (
    <Dialog open onOpenChange={onClose} title={`Share “${view.name}”`}>
      <form action={submit} onReset={keepFields} noValidate className="flex flex-col gap-4">
        {result?.ok === false && result.message && <Banner kind="negative" title={result.message} />}
        <input type="hidden" name="view" value={view.id} />
        <SharingFields teams={teams} view={view} errors={result?.errors} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
