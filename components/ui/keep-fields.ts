import type { FormEvent } from 'react'

/**
 * For a form's onReset. React resets a form after its action; a select then shows its first entry whatever its value is,
 * and the next try would send that.
 */
export function keepFields(event: FormEvent): void {
  event.preventDefault()
}
