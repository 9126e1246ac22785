'use client'

import Link from 'next/link'
import { startTransition, useActionState, useEffect, useRef } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import type { FormResult } from '@/lib/authz/action'
import { PasswordInput } from '../sign-in/password-input'
import { choose, open } from './actions'

/**
 * The secret stands behind the # of the address, which browsers send to nobody. It is taken out of the address and its
 * history as soon as the page is alive, and goes back to us in the body of the form only.
 */
export function PasswordForm() {
  const secret = useRef('')
  const [opened, sendOpen] = useActionState(open, null)
  useEffect(() => {
    const found = window.location.hash.slice(1)
    // React may mount twice while developing; the second time the address is clean already.
    if (found !== '') secret.current = found
    window.history.replaceState(null, '', window.location.pathname)
    const form = new FormData()
    form.set('secret', secret.current)
    startTransition(() => sendOpen(form))
  }, [sendOpen])

  const [result, submit, busy] = useActionState((previous: FormResult | null, form: FormData) => {
    form.set('secret', secret.current)
    return choose(previous, form)
  }, null)

  if (result?.ok) {
    return (
      <div className="mt-4 flex flex-col gap-4">
        <Banner kind="info" title="Your password is set.">
          Sign in with it. Sessions from before have ended.
        </Banner>
        <Button asChild kind="primary" size="large">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    )
  }
  if (!opened) {
    return (
      <div role="status" aria-label="The link is being checked" className="mt-4 flex flex-col gap-3.5">
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
    )
  }
  if (!opened.account) {
    return (
      <div className="mt-4">
        <Banner kind="negative" title={opened.message ?? 'This link does not work.'} />
      </div>
    )
  }
  const { name, email } = opened.account
  return (
    <form action={submit} className="flex flex-col gap-3.5" noValidate>
      <p className="mb-1.5 text-lead text-muted">For the account of {name}.</p>
      {result?.message && <Banner kind="negative" title={result.message} />}
      <Field label="E-mail address" hint="You sign in with it.">
        <Input name="email" type="email" autoComplete="username" readOnly value={email} className="h-10" />
      </Field>
      <Field label="New password" hint="At least 12 characters." error={result?.errors?.['password']}>
        <PasswordInput name="password" autoComplete="new-password" />
      </Field>
      <Field label="New password again" error={result?.errors?.['again']}>
        <PasswordInput name="again" autoComplete="new-password" />
      </Field>
      <Button type="submit" kind="primary" size="large" busy={busy} disabled={busy} className="w-full">
        Set password
      </Button>
    </form>
  )
}
