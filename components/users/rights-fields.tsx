'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { PickMany, type Option } from '@/components/filters/pick-many'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import type { Role } from '@/generated/prisma/client'
import type { TeamRight } from '@/lib/auth/rights'
import { roleWords } from './roles'

interface RightsFieldsProps {
  role: Role
  teams: readonly TeamRight[]
  /** Teams that can be chosen. */
  options: readonly Option[]
  /** Days from and until which a right holds; tokens have none. */
  withDays?: boolean
  error?: string | undefined
}

/** The role, and for managers the teams; sent as `role` and `teams` (JSON). */
export function RightsFields({
  role: storedRole,
  teams: storedTeams,
  options,
  withDays = true,
  error,
}: RightsFieldsProps) {
  const [role, setRole] = useState(storedRole)
  const [teams, setTeams] = useState(storedTeams)
  const change = (teamId: number, days: Partial<TeamRight>) =>
    setTeams(teams.map((team) => (team.teamId === teamId ? { ...team, ...days } : team)))
  const choose = (ids: readonly string[]) =>
    setTeams(
      ids.map(
        (id) =>
          teams.find(({ teamId }) => String(teamId) === id) ?? {
            teamId: Number(id),
            validFrom: null,
            validUntil: null,
          },
      ),
    )
  return (
    <>
      <Field label="Role" hint={roleWords[role].sees}>
        <NativeSelect name="role" value={role} onChange={({ target }) => setRole(target.value as Role)}>
          {Object.entries(roleWords).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <input type="hidden" name="teams" value={JSON.stringify(role === 'manager' ? teams : [])} />
      {role === 'manager' && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-[550]">Teams</legend>
          <div>
            <PickMany
              name="Teams"
              whenEmpty="None"
              chosen={teams.map(({ teamId }) => String(teamId))}
              options={options}
              onApply={choose}
            />
          </div>
          {error && <p className="text-small text-negative">{error}</p>}
          <ul aria-label="Chosen teams" className="flex flex-col">
            {teams.map((team) => (
              <TeamLine
                key={team.teamId}
                team={team}
                name={
                  options.find(({ value }) => value === String(team.teamId))?.label ?? `Unknown team ${team.teamId}`
                }
                withDays={withDays}
                onChange={(days) => change(team.teamId, days)}
                onRemove={() => setTeams(teams.filter(({ teamId }) => teamId !== team.teamId))}
              />
            ))}
          </ul>
          {withDays && teams.length > 0 && (
            <p className="text-small text-muted">
              Days are optional. A right holds from its first day and ends as the day under “Until” begins (UTC).
            </p>
          )}
        </fieldset>
      )}
    </>
  )
}

interface TeamLineProps {
  team: TeamRight
  name: string
  withDays: boolean
  onChange: (days: Partial<TeamRight>) => void
  onRemove: () => void
}

function TeamLine({ team: { validFrom, validUntil }, name, withDays, onChange, onRemove }: TeamLineProps) {
  const day = (label: string, value: string | null, set: (day: string | null) => void) => (
    <label className="flex items-center gap-1.5 text-small text-muted">
      {label}
      <Input
        type="date"
        aria-label={`${label}: ${name}`}
        className="w-38"
        value={value ?? ''}
        onChange={({ target }) => set(target.value === '' ? null : target.value)}
      />
    </label>
  )
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-border py-2 first:pt-0">
      <span className={withDays ? 'basis-full font-[550]' : 'grow font-[550]'}>{name}</span>
      {withDays && day('From', validFrom, (next) => onChange({ validFrom: next }))}
      {withDays && day('Until', validUntil, (next) => onChange({ validUntil: next }))}
      <Button kind="quiet" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </li>
  )
}
