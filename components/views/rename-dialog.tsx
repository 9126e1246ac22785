'use client'

import { Dialog } from '@/components/ui/dialog'
import { DialogForm } from '@/components/ui/dialog-form'
import { NameField } from '@/components/ui/name-field'
import type { FormAction } from '@/lib/authz/action'
import type { ListedView } from './view-list'

export function RenameDialog({ view, rename, onClose }: { view: ListedView; rename: FormAction; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Rename view">
      <DialogForm action={rename} values={{ view: view.id }} submit="Rename" onDone={onClose} onCancel={onClose}>
        {(errors) => <NameField name={view.name} error={errors['name']} />}
      </DialogForm>
    </Dialog>
  )
}
