'use client'

import { signIn } from 'next-auth/react'
import { useRef, useState, type FormEvent } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useHydrated } from '../use-hydrated'
import { PasswordInput } from './password-input'

const WRONG = 'E-mail address and password do not fit together. Check both and try again.'

export function SignInForm({ callbackUrl }: { callbackUrl: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const password = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    const result = await signIn('credentials', {
      email: String(values.get('email')),
      password: String(values.get('password')),
      redirect: false,
    }).catch(() => undefined)
    // A full load, so that nothing of the page before is left in the browser's cache of pages.
    if (result?.ok) return window.location.assign(callbackUrl)
    setBusy(false)
    // next-auth calls a refusal by this name; every other text was written by us for people.
    setError(
      result?.error === 'CredentialsSignin'
        ? WRONG
        : (result?.error ?? 'The server did not answer. Try again in a moment.'),
    )
    if (password.current) password.current.value = ''
    password.current?.focus()
  }

  return (
    // The method keeps a password out of the address should the script ever fail to load.
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      {error && <Banner kind="negative" title={error} />}
      <Field label="E-mail address">
        <Input name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
      </Field>
      <Field label="Password">
        <PasswordInput
          ref={password}
          name="password"
          autoComplete="current-password"
          required
          invalid={error === WRONG}
        />
      </Field>
      <Button type="submit" kind="primary" size="large" busy={busy} disabled={busy || !hydrated} className="w-full">
        Sign in
      </Button>
      <noscript>
        <p className="text-small text-negative">Signing in needs JavaScript. Switch it on and load this page again.</p>
      </noscript>
    </form>
  )
}
