import { Check } from '@/components/ui/check'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'

interface RecipientFieldsProps {
  own: string
  /** Absent: it is a new one. */
  stored: { readonly emails: readonly string[]; readonly targets: readonly string[] } | undefined
  /** Null: this role sends to itself only. */
  webhooks: readonly { readonly id: string; readonly place: string }[] | null
  error: string | undefined
}

/** To whom it goes; everybody gets it within the own rights. */
export function RecipientFields({ own, stored, webhooks, error }: RecipientFieldsProps) {
  if (webhooks === null) {
    return (
      <p className="text-muted">
        It goes to you, at {own}.<input type="hidden" name="emails" value={own} />
      </p>
    )
  }
  return (
    <>
      <Field
        label="Recipients"
        error={error}
        hint="E-mail addresses of accounts, one per line. Everybody gets what their own role and teams allow, never what yours do."
      >
        <Textarea name="emails" defaultValue={stored ? stored.emails.join('\n') : own} rows={3} spellCheck={false} />
      </Field>
      {webhooks.length > 0 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-[550]">Webhooks</legend>
          <p className="mb-1 text-small text-muted">They get numbers of at least five people, as a viewer would.</p>
          {webhooks.map(({ id, place }) => (
            <Check key={id} name={`webhook-${id}`} defaultChecked={stored?.targets.includes(id)}>
              <span className="break-all">{place}</span>
            </Check>
          ))}
        </fieldset>
      )}
    </>
  )
}
