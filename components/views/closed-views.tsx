import { ConfirmedButton } from '@/components/users/confirmed-button'
import type { FormAction } from '@/lib/authz/action'

/** Views that can only be removed. */
export function ClosedViews({ views, remove }: { views: readonly { id: string; name: string }[]; remove: FormAction }) {
  return (
    <ul className="flex flex-col gap-3">
      {views.map(({ id, name }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3">
          <span className="min-w-0 break-words">{name}</span>
          <ConfirmedButton
            label="Remove"
            of={name}
            size="small"
            danger
            title={`Remove the view “${name}”?`}
            means="It does not come back."
            values={{ view: id }}
            action={remove}
          />
        </li>
      ))}
    </ul>
  )
}
