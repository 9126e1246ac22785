'use client'

import { Maximize2, Search, ZoomIn, ZoomOut } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

interface DiagramSearchProps {
  text: string
  found: number
  /** Which of the found stands in the middle, from 0. */
  place: number
  onSearch: (text: string) => void
  onNext: () => void
}

/** Every letter searches; Enter goes on to the next that was found. */
export function DiagramSearch({ text, found, place, onSearch, onNext }: DiagramSearchProps) {
  const status = text.trim() === '' ? '' : found === 0 ? 'No table' : `${place + 1} of ${found}`
  return (
    <form
      role="search"
      className="flex min-w-0 grow items-center gap-2 tablet:max-w-96"
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <Input
        type="search"
        value={text}
        onChange={(event) => onSearch(event.target.value)}
        aria-label="Find a table or a key in the diagram"
        placeholder="Find a table or a key"
      />
      <Button type="submit" size="icon" aria-label="Next found table" aria-disabled={found === 0}>
        <Search aria-hidden />
      </Button>
      <span role="status" className="min-w-16 text-small whitespace-nowrap text-muted">
        {status}
      </span>
    </form>
  )
}

interface ZoomButtonsProps {
  onZoom: (factor: number) => void
  onFit: () => void
}

export function ZoomButtons({ onZoom, onFit }: ZoomButtonsProps) {
  return (
    <>
      <Button size="icon" aria-label="Zoom out" onClick={() => onZoom(0.8)}>
        <ZoomOut aria-hidden />
      </Button>
      <Button size="icon" aria-label="Zoom in" onClick={() => onZoom(1.25)}>
        <ZoomIn aria-hidden />
      </Button>
      <Button icon={<Maximize2 aria-hidden />} onClick={onFit}>
        Fit
      </Button>
    </>
  )
}
