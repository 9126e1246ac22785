'use client'

import type { Preset } from '@/lib/refresh/schedule-preset'
import type { FormAction } from '@/lib/authz/action'
import { DeliveryForm, type FormChoices, type StoredFields } from './delivery-form'
import { ScheduleFields } from './schedule-fields'
import { WatchFields } from './watch-fields'

interface EditFormProps extends FormChoices {
  delivery: string
  stored: StoredFields & { readonly name: string }
  /** Of a view. */
  schedule: Preset | null
  /** Of an alert. */
  watch: {
    readonly condition: string
    readonly limit: string
    readonly conditions: Readonly<Record<string, string>>
  } | null
  action: FormAction
}

export function EditForm({ delivery, stored, schedule, watch, action, ...choices }: EditFormProps) {
  return (
    <DeliveryForm {...choices} action={action} submit="Save" name={stored.name} stored={stored}>
      {(errors) => (
        <>
          <input type="hidden" name="delivery" value={delivery} />
          {schedule && <ScheduleFields stored={schedule} errors={errors} />}
          {watch && <WatchFields {...watch} error={errors['threshold']} />}
        </>
      )}
    </DeliveryForm>
  )
}
