'use client'

import { Bookmark } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useActionState, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormResult } from '@/lib/authz/action'
import type { ChartChoice, KeptQuery } from '@/lib/sql/queries'

export type QueryAction = (previous: FormResult | null, form: FormData) => Promise<FormResult>

interface SaveQueryProps {
  opened: KeptQuery | null
  statement: string
  chart: ChartChoice | null
  save: QueryAction
  remove: QueryAction
}

const box = 'flex min-h-7 items-center gap-2'

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
      </Dialog>
    </>
  )
}

function SaveForm({ opened, statement, chart, save, remove, onClose }: SaveQueryProps & { onClose: () => void }) {
  const router = useRouter()
  const own = opened?.mine ? opened : null
  const [changes, setChanges] = useState(own !== null)
  const [name, setName] = useState(opened?.name ?? '')
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await save(previous, form)
    if (!next.ok) return next
    onClose()
    if (next.message !== opened?.id) router.push(`/sql?${new URLSearchParams({ query: next.message ?? '' })}`)
    return next
  }, null)
  const [removal, removeIt, removing] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await remove(previous, form)
    if (next.ok) router.push('/sql')
    return next
  }, null)
  const failed = [result, removal].find((found) => found?.ok === false)
  return (
    <>
      <form action={submit} onReset={keepFields} noValidate className="flex flex-col gap-4">
        {failed?.message && <Banner kind="negative" title={failed.message} />}
        {failed?.errors?.['statement'] && <Banner kind="negative" title={failed.errors['statement']} />}
        <input type="hidden" name="statement" value={JSON.stringify(statement)} />
        <input type="hidden" name="chart" value={JSON.stringify(chart)} />
        {own && changes && <input type="hidden" name="id" value={own.id} />}
        {own && (
          <label className={box}>
            <input
              type="checkbox"
              checked={!changes}
              onChange={({ target }) => setChanges(!target.checked)}
              className="size-4 accent-accent"
            />
            As a new query beside “{own.name}”
          </label>
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
        <Field label="What it answers" optional error={result?.errors?.['about']}>
          <Textarea name="about" maxLength={400} defaultValue={own?.about ?? ''} />
        </Field>
        <label className={box}>
          <input type="checkbox" name="shared" defaultChecked={own?.shared ?? false} className="size-4 accent-accent" />
          Everybody who may write SQL sees it; only you change it
        </label>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={busy}>
            Save
          </Button>
        </div>
      </form>
      {own && (
        <form action={removeIt} className="border-t border-border pt-3">
          <input type="hidden" name="id" value={own.id} />
          <Button type="submit" kind="danger" busy={removing} disabled={removing}>
            Remove “{own.name}”
          </Button>
        </form>
      )}
    </>
  )
}
