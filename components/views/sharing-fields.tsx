'use client'

import { useState } from 'react'
import { roleWords } from '@/components/users/roles'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/input'
import type { KnownView } from '@/lib/views/visible'

interface SharingFieldsProps {
  teams: readonly { readonly id: number; readonly name: string }[]
  /** As it is shared now. */
  view: Pick<KnownView, 'sharing' | 'role' | 'teamId'> | null
  errors: Readonly<Record<string, string>>
}

/** With whom a view is shared. */
export function SharingFields({ teams, view, errors }: SharingFieldsProps) {
  const [sharing, setSharing] = useState<string>(view?.sharing ?? 'private')
  // A team that left the data stays chosen until somebody chooses otherwise.
  const kept = view?.teamId ?? null
  const all =
    kept === null || teams.some(({ id }) => id === kept) ? teams : [{ id: kept, name: `Team ${kept}` }, ...teams]
  return (
    <>
      <Field
        label="Shared with"
        hint={sharing === 'private' ? undefined : 'Others see it within their own rights: sharing shows nobody more.'}
        error={errors['sharing']}
      >
        <NativeSelect name="sharing" value={sharing} onChange={({ target }) => setSharing(target.value)}>
          <option value="private">Nobody</option>
          <option value="everybody">Everybody</option>
          <option value="role">A role</option>
          <option value="team">The managers of a team</option>
        </NativeSelect>
      </Field>
      {sharing === 'role' && (
        <Field label="Role" error={errors['role']}>
          <NativeSelect name="role" defaultValue={view?.role ?? 'manager'}>
            {Object.entries(roleWords).map(([role, { label }]) => (
              <option key={role} value={role}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {sharing === 'team' && (
        <Field label="Team" error={errors['team']}>
          <NativeSelect key={all.length} name="team" defaultValue={kept === null ? '' : String(kept)}>
            <option value="">Choose a team</option>
            {all.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
    </>
  )
}
