import { ArrowDown, ArrowUp } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { Order } from './use-order'

interface MoveButtonsProps {
  id: string
  label: string
  order: Order
}

/** Moves an entry of a list up and down; the focus stays with it. */
export function MoveButtons({ id, label, order: { ids, move } }: MoveButtonsProps) {
  const index = ids.indexOf(id)
  const last = ids.length - 1
  const moved = (by: -1 | 1) => (event: MouseEvent) => {
    const { nextElementSibling: after, previousElementSibling: before } = event.currentTarget
    move(id, by)
    // A button that can go no further loses the focus; its neighbour takes it.
    const neighbour = by < 0 ? after : before
    const isAtEnd = index + by === 0 || index + by === last
    if (isAtEnd && neighbour instanceof HTMLElement) requestAnimationFrame(() => neighbour.focus())
  }
  return (
    <>
      <MoveButton name={`Move ${label} up`} icon={ArrowUp} disabled={index === 0} onClick={moved(-1)} />
      <MoveButton name={`Move ${label} down`} icon={ArrowDown} disabled={index === last} onClick={moved(1)} />
    </>
  )
}

interface MoveButtonProps {
  name: string
  icon: typeof ArrowUp
  disabled: boolean
  onClick: (event: MouseEvent) => void
}

function MoveButton({ name, icon: Arrow, disabled, onClick }: MoveButtonProps) {
  return (
    <button
      type="button"
      aria-label={name}
      disabled={disabled}
      onClick={onClick}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-subtle hover:text-text disabled:text-disabled max-tablet:size-9"
    >
      <Arrow aria-hidden className="size-3.5" />
    </button>
  )
}
