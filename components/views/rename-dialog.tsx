'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormResult } from '@/lib/authz/action'
import type { ListedView } from './view-list'
import type { ViewAction } from './views-context'

export function RenameDialog({ view, rename, onClose }: { view: ListedView; rename: ViewAction; onClose: () => void }) {
  const [name, setName] = useState(view.name)
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await rename(previous, form)
    if (next.ok) onClose()
    return next
  }, null)
  return (
    <Dialog open onOpenChange={onClose} title="Rename view">
      <form action={submit} onReset={keepFields} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="view" value={view.id} />
        <Field label="Name" error={result?.errors?.['name'] ?? (result?.ok === false ? result.message : undefined)}>
          <Input
            name="name"
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={busy}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
