'use client'

import { Printer } from 'lucide-react'
import { Button } from '@/components/ui/button'

export function PrintButton() {
  return (
    <Button kind="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
      Print
    </Button>
  )
}
