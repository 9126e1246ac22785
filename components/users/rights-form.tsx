'use client'

import { useActionState } from 'react'
import type { Option } from '@/components/filters/pick-many'
import { Button } from '@/components/ui/button'
import { keepFields } from '@/components/ui/keep-fields'
import type { Role } from '@/generated/prisma/client'
import type { TeamRight } from '@/lib/auth/rights'
import type { FormAction } from '@/lib/authz/action'
import { RightsFields } from './rights-fields'

interface RightsFormProps {
  user: string
  role: Role
  teams: readonly TeamRight[]
  options: readonly Option[]
  action: FormAction
}

export function RightsForm({ user, role, teams, options, action }: RightsFormProps) {
  const [result, submit, busy] = useActionState(action, null)
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="user" value={user} />
      <RightsFields role={role} teams={teams} options={options} error={result?.errors?.['teams']} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Save role and teams
        </Button>
        <span role="status" className={result?.ok === false ? 'text-small text-negative' : 'text-small text-muted'}>
          {result?.message}
        </span>
      </div>
    </form>
  )
}
