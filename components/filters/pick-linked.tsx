'use client'

import { useRouter } from 'next/navigation'
import { PickOne } from './pick-one'

interface PickLinkedProps {
  name: string
  value: string
  /** Each is an address, so that the page says what is chosen. */
  options: readonly { readonly value: string; readonly label: string; readonly href: string }[]
}

/** A choice inside a card: it stays where it is while the page is read again. */
export function PickLinked({ name, value, options }: PickLinkedProps) {
  const router = useRouter()
  return (
    <PickOne
      name={name}
      value={value}
      options={options}
      onPick={(picked) => {
        const href = options.find((option) => option.value === picked)?.href
        if (href !== undefined) router.push(href, { scroll: false })
      }}
    />
  )
}
