import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

/** A plain form: the address carries the words, so that a search can be shared and works without scripts. */
export function SearchField({ action, text, label }: { action: string; text: string; label: string }) {
  return (
    <form action={action} role="search" className="flex w-full max-w-[36rem] items-center gap-2">
      <Input name="search" type="search" defaultValue={text} aria-label={label} placeholder={label} className="grow" />
      <Button type="submit" icon={<Search aria-hidden />}>
        Search
      </Button>
    </form>
  )
}
