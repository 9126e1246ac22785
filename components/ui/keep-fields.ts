import type { FormEvent } from 'react'

/**
 * For a form's onReset. React resets a form after its action; a select then shows its first entry whatever its value is,
 * and the next try would send that. The answer stands in the page by then: the focus goes to the first field it refuses.
 */
export function keepFields(event: FormEvent<HTMLFormElement>): void {
  event.preventDefault()
  const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]')
  // Not at once: React still puts the focus back to where it was before its answer.
  queueMicrotask(() => wrong?.focus())
}
