import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'

interface WatchFieldsProps {
  conditions: Readonly<Record<string, string>>
  condition?: string
  limit?: string
  error: string | undefined
}

/** When an alert tells. */
export function WatchFields({ conditions, condition, limit, error }: WatchFieldsProps) {
  return (
    <>
      <Field label="Tell when it">
        <NativeSelect name="condition" defaultValue={condition}>
          {Object.entries(conditions).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field
        label="Limit"
        error={error}
        hint="A rate or a change in percent, hours in hours; a change is against the period before."
      >
        <Input name="threshold" inputMode="decimal" autoComplete="off" defaultValue={limit} />
      </Field>
    </>
  )
}
