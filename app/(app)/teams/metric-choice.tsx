'use client'

import { useRouter } from 'next/navigation'
import { PickOne } from '@/components/filters/pick-one'

interface MetricChoiceProps {
  value: string
  options: readonly { readonly value: string; readonly label: string; readonly href: string }[]
}

/** By which number teams are compared. */
export function MetricChoice({ value, options }: MetricChoiceProps) {
  const router = useRouter()
  return (
    <PickOne
      name="Metric"
      value={value}
      options={options}
      onPick={(picked) => {
        const href = options.find((option) => option.value === picked)?.href
        if (href !== undefined) router.push(href, { scroll: false })
      }}
    />
  )
}
