'use client'

import { useState } from 'react'
import { Check } from '@/components/ui/check'
import { DialogForm } from '@/components/ui/dialog-form'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/input'
import { NameField } from '@/components/ui/name-field'
import type { FormAction } from '@/lib/authz/action'
import type { KnownView } from '@/lib/views/visible'
import { SharingFields } from './sharing-fields'
import { useViewChoices } from './use-view-choices'

interface SaveViewFormProps {
  path: string
  search: string
  /** The own view in which the page was opened: it can be changed instead. */
  opened: KnownView | null
  save: FormAction
  onSaved: (name: string) => void
  onCancel: () => void
}

export function SaveViewForm({ path, search, opened, save, onSaved, onCancel }: SaveViewFormProps) {
  const [changes, setChanges] = useState(opened !== null)
  const { periods, teams } = useViewChoices(search)
  return (
    <DialogForm
      action={save}
      values={{ path, search, ...(opened && changes && { view: opened.id }) }}
      onDone={(_, form) => onSaved(String(form.get('name')).trim())}
      onCancel={onCancel}
    >
      {(errors) => (
        <>
          {opened && (
            <fieldset className="flex flex-col">
              <legend className="mb-1 font-[550]">Save as</legend>
              <Check type="radio" name="as" checked={changes} onChange={() => setChanges(true)}>
                Change “{opened.name}”
              </Check>
              <Check type="radio" name="as" checked={!changes} onChange={() => setChanges(false)}>
                A new view
              </Check>
            </fieldset>
          )}
          <NameField name={opened?.name ?? ''} error={errors['name']} />
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
          <SharingFields teams={teams} view={opened} errors={errors} />
          <div className="flex flex-col">
            <Check name="pin" defaultChecked={opened ? opened.place !== null : true}>
              Keep it in the sidebar
            </Check>
            <Check name="default" defaultChecked={opened?.isDefault ?? false}>
              Open this page in it from now on
            </Check>
          </div>
        </>
      )}
    </DialogForm>
  )
}
