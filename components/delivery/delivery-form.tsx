'use client'

import Link from 'next/link'
import { useActionState, useSyncExternalStore, type ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import { zoneOfBrowser } from '@/components/ui/schedule-words'
import type { FormAction } from '@/lib/authz/action'
import { RecipientFields } from './recipient-fields'
import { ScheduleFields } from './schedule-fields'
import { WatchFields } from './watch-fields'

export interface FormChoices {
  readonly zones: readonly string[]
  /** The account's own address. */
  readonly own: string
  /** Null: this role sends to itself only. */
  readonly webhooks: readonly { readonly id: string; readonly place: string }[] | null
}

export type Errors = Readonly<Record<string, string>>

interface ViewFormProps extends FormChoices {
  views: readonly { readonly id: string; readonly name: string; readonly page: string }[]
  /** Chosen by the address. */
  view: string | null
  action: FormAction
}

export function ViewForm({ views, view, action, ...choices }: ViewFormProps) {
  const chosen = view === null ? views[0] : views.find(({ id }) => id === view)
  return (
    <DeliveryForm {...choices} action={action} submit="Send it from now on" name={chosen?.name ?? ''}>
      {(errors) => (
        <>
          <Field
            label="View"
            error={errors['view'] ?? (chosen ? undefined : 'The view of this address is gone, or cannot be sent.')}
          >
            <NativeSelect name="view" defaultValue={chosen?.id ?? ''}>
              {!chosen && <option value="">Choose a view</option>}
              {views.map(({ id, name, page }) => (
                <option key={id} value={id}>
                  {`${name} (${page})`}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <ScheduleFields errors={errors} />
        </>
      )}
    </DeliveryForm>
  )
}

interface AlertFormProps extends FormChoices {
  metrics: readonly { readonly id: string; readonly label: string }[]
  metric: string | null
  /** The filters above the form, as an address says them. */
  search: string
  conditions: Readonly<Record<string, string>>
  periods: readonly { readonly name: string; readonly label: string }[]
  action: FormAction
}

export function AlertForm({ metrics, metric, search, conditions, periods, action, ...choices }: AlertFormProps) {
  const isUnknown = metric !== null && !metrics.some(({ id }) => id === metric)
  return (
    <DeliveryForm {...choices} action={action} submit="Tell me from now on" name="">
      {(errors) => (
        <>
          <Field
            label="Number"
            error={errors['metric'] ?? (isUnknown ? 'There is no such metric as this address names.' : undefined)}
          >
            <NativeSelect name="metric" defaultValue={isUnknown ? '' : (metric ?? undefined)}>
              {isUnknown && <option value="">Choose a number</option>}
              {metrics.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <WatchFields conditions={conditions} error={errors['threshold']} />
          <Field label="Period">
            <NativeSelect name="period" defaultValue="last_90_days">
              {periods.map((period) => (
                <option key={period.name} value={period.name}>
                  {period.label}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <input type="hidden" name="search" value={search} />
          {errors['search'] && <Banner kind="negative" title={errors['search']} />}
        </>
      )}
    </DeliveryForm>
  )
}

/** What both kinds are stored with. */
export interface StoredFields {
  readonly zone: string
  readonly quietFrom: string
  readonly quietUntil: string
  readonly emails: readonly string[]
  /** Ids of webhooks. */
  readonly targets: readonly string[]
}

interface DeliveryFormProps extends FormChoices {
  name: string
  /** Absent: it is a new one. */
  stored?: StoredFields
  submit: string
  action: FormAction
  children: (errors: Errors) => ReactNode
}

export function DeliveryForm(props: DeliveryFormProps) {
  const { name, stored, submit, action, children, zones, own, webhooks } = props
  const [result, send, busy] = useActionState(action, null)
  const errors = result?.errors ?? {}
  if (result?.ok && !stored) return <Done said={result.message ?? ''} />
  return (
    <form action={send} onReset={keepFields} noValidate className="flex max-w-xl flex-col gap-4">
      {result?.ok && <Done said={result.message ?? ''} />}
      {result?.ok === false && result.message && <Banner kind="negative" title={result.message} />}
      {children(errors)}
      <ZoneField zones={zones} stored={stored?.zone} error={errors['zone']} />
      <Field label="Name" error={errors['name']} hint="The subject of the mail.">
        <Input name="name" defaultValue={name} maxLength={120} autoComplete="off" />
      </Field>
      <RecipientFields own={own} stored={stored} webhooks={webhooks} error={errors['recipients']} />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-[550]">
          Quiet hours <span className="font-normal text-muted">(optional)</span>
        </legend>
        <div className="flex flex-wrap items-end gap-3">
          <Field label="From" className={errors['quiet'] ? 'w-56' : 'w-32'} error={errors['quiet']}>
            <Input type="time" name="quietFrom" defaultValue={stored?.quietFrom} />
          </Field>
          <Field label="Until" className="w-32">
            <Input type="time" name="quietUntil" defaultValue={stored?.quietUntil} />
          </Field>
        </div>
        <p className="text-small text-muted">What comes up in them waits until they end.</p>
      </fieldset>
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

interface ZoneFieldProps {
  zones: readonly string[]
  stored: string | undefined
  error: string | undefined
}

/** A new one begins in the browser's own zone, which the server does not know. */
function ZoneField({ zones, stored, error }: ZoneFieldProps) {
  const zone = useSyncExternalStore(
    neverChanges,
    () => stored ?? zoneOfBrowser(zones),
    () => stored ?? 'UTC',
  )
  return (
    <Field label="Time zone" error={error}>
      <NativeSelect key={zone} name="zone" defaultValue={zone}>
        {zones.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </NativeSelect>
    </Field>
  )
}

const neverChanges = () => () => undefined

/** In place of a new one's form, so that nobody sets it up twice; the focus goes to the way on. */
function Done({ said }: { said: string }) {
  return (
    <Banner kind="info" title={said}>
      <Link ref={focusOn} href="/deliveries" className="text-accent underline">
        All deliveries
      </Link>
    </Banner>
  )
}

const focusOn = (link: HTMLAnchorElement | null) => link?.focus()
