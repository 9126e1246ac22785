'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Input, NativeSelect } from '@/components/ui/input'

interface FilterFormProps {
  /** Path of the page. */
  address: string
  /** What the address says already, without a cursor. */
  keep: string
  columns: readonly { readonly name: string; readonly kind: string; readonly operators: readonly string[] }[]
  words: Readonly<Record<string, string>>
}

const withoutValue = ['is_null', 'not_null']
const hints: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  timestamp: '2026-01-31 09:00:00',
  boolean: 'true or false',
}

/** Adds one filter to the address; the server checks it and says what is wrong with it. */
export function FilterForm({ address, keep, columns, words }: FilterFormProps) {
  const router = useRouter()
  const [name, setName] = useState(columns[0]?.name ?? '')
  const [operator, setOperator] = useState('eq')
  const [value, setValue] = useState('')
  const column = columns.find((candidate) => candidate.name === name)
  const operators = column?.operators ?? []
  const needsValue = !withoutValue.includes(operator)

  function add(event: FormEvent) {
    event.preventDefault()
    const params = new URLSearchParams(keep)
    params.append('filter', needsValue ? `${name}:${operator}:${value}` : `${name}:${operator}`)
    setValue('')
    router.push(`${address}?${params}`, { scroll: false })
  }

  return (
    <form onSubmit={add} data-print="hide" aria-label="Add a filter" className="flex flex-wrap items-center gap-2">
      <NativeSelect
        aria-label="Column"
        className="w-auto max-w-full font-mono text-small"
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          const next = columns.find((candidate) => candidate.name === event.target.value)
          if (!next?.operators.includes(operator)) setOperator('eq')
        }}
      >
        {columns.map((one) => (
          <option key={one.name}>{one.name}</option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Condition"
        className="w-auto"
        value={operator}
        onChange={(event) => setOperator(event.target.value)}
      >
        {operators.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </NativeSelect>
      {needsValue && (
        <Input
          aria-label="Value"
          className="w-52"
          required
          value={value}
          placeholder={operator === 'in' ? 'a, b, c' : (hints[column?.kind ?? ''] ?? '')}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <Button type="submit" icon={<Plus aria-hidden />}>
        Add filter
      </Button>
    </form>
  )
}
