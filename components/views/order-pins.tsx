'use client'

import { ArrowUpDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogForm } from '@/components/ui/dialog-form'
import { MoveButtons } from '@/components/ui/move-buttons'
import { useOrder } from '@/components/ui/use-order'
import type { FormAction } from '@/lib/authz/action'

interface OrderPinsProps {
  /** As the sidebar has them now. */
  pins: readonly { readonly id: string; readonly name: string }[]
  order: FormAction
}

/** In which order the sidebar has the views that are kept there. */
export function OrderPins(props: OrderPinsProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<ArrowUpDown aria-hidden />} onClick={() => setOpen(true)}>
        Order the sidebar
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Order the sidebar">
        <OrderForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function OrderForm({ pins, order: save, onClose }: OrderPinsProps & { onClose: () => void }) {
  const labelOf = (id: string) => pins.find((pin) => pin.id === id)?.name ?? id
  const order = useOrder(() => pins.map(({ id }) => id), { labelOf })
  return (
    <DialogForm action={save} values={{ views: order.ids.join(',') }} onDone={onClose} onCancel={onClose}>
      {() => (
        <>
          <ul className="flex flex-col">
            {order.ids.map((id) => (
              <li key={id} className="flex min-h-8 items-center gap-2 rounded-control pl-1.5 hover:bg-hover">
                <span className="min-w-0 grow break-words">{labelOf(id)}</span>
                <MoveButtons id={id} label={labelOf(id)} order={order} />
              </li>
            ))}
          </ul>
          <p role="status" className="sr-only">
            {order.said}
          </p>
        </>
      )}
    </DialogForm>
  )
}
