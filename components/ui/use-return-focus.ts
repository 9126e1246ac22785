import { useRef } from 'react'

/** For dialogs without a trigger of their own: where the focus was when one opened, it is again when it closes. */
export function useReturnFocus() {
  const before = useRef<Element | null>(null)
  return {
    remember: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      const place = before.current
      if (!(place instanceof HTMLElement) || !place.isConnected) return
      event.preventDefault()
      place.focus()
    },
  }
}
