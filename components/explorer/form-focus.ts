/** Where the focus goes in a form whose fields come and go. */
import { flushSync } from 'react-dom'

/** Draws the problems of a form, then leads to the first field that has one. */
export function toFirstProblem(form: HTMLFormElement, draw: () => void): void {
  flushSync(draw)
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/** Takes a part of a form away with the button (`data-remove`) that asks for it: the next such button has the focus then. */
export function removed(button: HTMLElement, draw: () => void): void {
  const form = button.closest('form')
  const buttons = () => [...(form?.querySelectorAll<HTMLElement>('[data-remove]') ?? [])]
  const at = buttons().indexOf(button)
  flushSync(draw)
  const next = buttons()[at] ?? buttons().at(-1) ?? form?.querySelector<HTMLElement>('select, button')
  next?.focus()
}
