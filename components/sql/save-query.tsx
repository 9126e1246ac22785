'use client'

import { Bookmark } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Dialog } from '@/components/ui/dialog'
import { DialogForm } from '@/components/ui/dialog-form'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { NameField } from '@/components/ui/name-field'
import { ConfirmedButton } from '@/components/users/confirmed-button'
import type { FormAction, FormResult } from '@/lib/authz/action'
import type { ChartChoice, KeptQuery } from '@/lib/sql/queries'

interface SaveQueryProps {
  opened: KeptQuery | null
  statement: string
  chart: ChartChoice | null
  save: FormAction
  remove: FormAction
}

/** The own query that is open is changed, anybody else's is kept as a new one of one's own. */
export function SaveQuery(props: SaveQueryProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Bookmark aria-hidden />} onClick={() => setOpen(true)}>
        Save query
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Save query">
        <SaveForm {...props} onClose={() => setOpen(false)} />
        {props.opened?.mine && <RemoveQuery query={props.opened} remove={props.remove} />}
      </Dialog>
    </>
  )
}

type SaveFormProps = Omit<SaveQueryProps, 'remove'> & { onClose: () => void }

function SaveForm({ opened, statement, chart, save, onClose }: SaveFormProps) {
  const router = useRouter()
  const own = opened?.mine ? opened : null
  const [changes, setChanges] = useState(own !== null)
  const done = ({ message: id = '' }: FormResult) => {
    onClose()
    if (id !== opened?.id) router.push(`/sql?${new URLSearchParams({ query: id })}`)
  }
  return (
    <DialogForm
      action={save}
      values={{
        statement: JSON.stringify(statement),
        chart: JSON.stringify(chart),
        ...(own && changes && { id: own.id }),
      }}
      onDone={done}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          {errors['statement'] && <Banner kind="negative" title={errors['statement']} />}
          {own && (
            <Check checked={!changes} onChange={({ target }) => setChanges(!target.checked)}>
              As a new query beside “{own.name}”
            </Check>
          )}
          <NameField name={opened?.name ?? ''} error={errors['name']} />
          <Field label="What it answers" optional error={errors['about']}>
            <Textarea name="about" maxLength={400} defaultValue={own?.about ?? ''} />
          </Field>
          <Check name="shared" defaultChecked={own?.shared ?? false}>
            Everybody who may write SQL sees it; only you change it
          </Check>
        </>
      )}
    </DialogForm>
  )
}

function RemoveQuery({ query, remove }: { query: KeptQuery; remove: FormAction }) {
  const router = useRouter()
  const removed: FormAction = async (previous, form) => {
    const result = await remove(previous, form)
    if (result.ok) router.push('/sql')
    return result
  }
  return (
    <div className="border-t border-border pt-3">
      <ConfirmedButton
        label={`Remove “${query.name}”`}
        danger
        title={`Remove ${query.name}?`}
        means={query.shared ? 'It goes for everybody who opens it.' : 'It cannot be brought back.'}
        values={{ id: query.id }}
        action={removed}
      />
    </div>
  )
}
