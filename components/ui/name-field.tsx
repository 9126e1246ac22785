import { Field } from './field'
import { Input } from './input'

/** Under what something of one's own is kept. */
export function NameField({ name, error }: { name: string; error: string | undefined }) {
  return (
    <Field label="Name" error={error}>
      <Input name="name" autoComplete="off" maxLength={80} defaultValue={name} />
    </Field>
  )
}
