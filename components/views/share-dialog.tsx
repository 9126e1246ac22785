'use client'

import { Dialog } from '@/components/ui/dialog'
import { DialogForm } from '@/components/ui/dialog-form'
import type { FormAction } from '@/lib/authz/action'
import { SharingFields } from './sharing-fields'
import { useViewChoices } from './use-view-choices'
import type { ListedView } from './view-list'

export function ShareDialog({ view, share, onClose }: { view: ListedView; share: FormAction; onClose: () => void }) {
  const { teams } = useViewChoices('')
  return (
    <Dialog open onOpenChange={onClose} title={`Share “${view.name}”`}>
      <DialogForm action={share} values={{ view: view.id }} onDone={onClose} onCancel={onClose}>
        {(errors) => <SharingFields teams={teams} view={view} errors={errors} />}
      </DialogForm>
    </Dialog>
  )
}
