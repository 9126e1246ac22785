'use client'

import { useActionState, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormResult } from '@/lib/authz/action'
import type { KnownView } from '@/lib/views/visible'
import { SharingFields } from './sharing-fields'
import { useViewChoices } from './use-view-choices'
import type { ViewAction } from './views-context'

interface SaveViewFormProps {
  path: string
  search: string
  /** The own view in which the page was opened: it can be changed instead. */
  opened: KnownView | null
  save: ViewAction
  onSaved: (name: string) => void
  onCancel: () => void
}

const box = 'flex min-h-7 items-center gap-2'

export function SaveViewForm({ path, search, opened, save, onSaved, onCancel }: SaveViewFormProps) {
  const [name, setName] = useState(opened?.name ?? '')
  const [changes, setChanges] = useState(opened !== null)
  const { periods, teams } = useViewChoices(search)
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await save(previous, form)
    if (next.ok) onSaved(name.trim())
    return next
  }, null)
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex flex-col gap-4">
      {result && !result.ok && result.message && <Banner kind="negative" title={result.message} />}
      <input type="hidden" name="path" value={path} />
      <input type="hidden" name="search" value={search} />
      {opened && changes && <input type="hidden" name="view" value={opened.id} />}
      {opened && (
        <fieldset className="flex flex-col">
          <legend className="mb-1 font-[550]">Save as</legend>
          <label className={box}>
            <input
              type="radio"
              name="as"
              checked={changes}
              onChange={() => setChanges(true)}
              className="size-4 accent-accent"
            />
            <span className="min-w-0 break-words">Change “{opened.name}”</span>
          </label>
          <label className={box}>
            <input
              type="radio"
              name="as"
              checked={!changes}
              onChange={() => setChanges(false)}
              className="size-4 accent-accent"
            />
            A new view
          </label>
        </fieldset>
      )}
      <Field label="Name" error={result?.errors?.['name']}>
        <Input
          name="name"
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      {periods.length > 0 && (
        <Field label="Period" hint="One that moves on ends on the newest day of data whenever the view is opened.">
          <NativeSelect name="period" defaultValue={periods[0]?.name}>
            {periods.map((period) => (
              <option key={period.name} value={period.name}>
                {period.label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <SharingFields teams={teams} view={opened} errors={result?.errors} />
      <div className="flex flex-col">
        <label className={box}>
          <input type="checkbox" name="pin" defaultChecked={opened?.pinned ?? true} className="size-4 accent-accent" />
          Keep it in the sidebar
        </label>
        <label className={box}>
          <input
            type="checkbox"
            name="default"
            defaultChecked={opened?.isDefault ?? false}
            className="size-4 accent-accent"
          />
          Open this page in it from now on
        </label>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Go back</Button>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Save
        </Button>
      </div>
    </form>
  )
}
