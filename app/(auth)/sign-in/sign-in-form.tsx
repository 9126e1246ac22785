'use client'

import { signIn } from 'next-auth/react'
import { useState, type FormEvent } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** next-auth names every failure of ours in the address it would go to. */
const messages: Record<string, string> = {
  CredentialsSignin: 'E-mail address and password do not fit together. Check both and try again.',
}

export function SignInForm({ callbackUrl }: { callbackUrl: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const values = new FormData(form)
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
    setError(messages[result?.error ?? ''] ?? result?.error ?? 'The server did not answer. Try again in a moment.')
    form.querySelector<HTMLInputElement>('[name=password]')?.select()
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {error && <Banner kind="negative" title={error} />}
      <Field label="E-mail address">
        <Input name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required className="h-10" />
      </Field>
      <Button type="submit" kind="primary" size="large" busy={busy} disabled={busy}>
        Sign in
      </Button>
    </form>
  )
}
