'use client'

import { PanelLeft, Rows3 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { changed } from './table-address'
import { useAddress } from './use-address'
import { useFacets } from './use-facets'

interface DisplayMenuProps {
  dense: boolean
  limit: number
  usualLimit: number
  facets: readonly string[]
}

/** How close the rows stand, how many there are on a page, and whether values are counted beside them. */
export function DisplayMenu({ dense, limit, usualLimit, facets }: DisplayMenuProps) {
  const { search, follow, busy } = useAddress()
  const { shown, hide, showUsual } = useFacets(facets)
  const limits = [...new Set([usualLimit, 100, 200, 500, limit])].toSorted((one, other) => one - other)
  return (
    <Menu
      trigger={
        <Button kind="quiet" busy={busy} icon={<Rows3 aria-hidden />} className="relative">
          <span className="max-tablet:sr-only">Display</span>
        </Button>
      }
    >
      <MenuLabel>Rows</MenuLabel>
      <MenuChoice
        label="Density"
        value={dense ? 'dense' : 'normal'}
        options={[
          { value: 'normal', label: 'Normal' },
          { value: 'dense', label: 'Dense' },
        ]}
        onChange={(value) => follow(changed(search, { density: value === 'dense' ? value : null }))}
      />
      <MenuSeparator />
      <MenuLabel>Rows on a page</MenuLabel>
      <MenuChoice
        label="Rows on a page"
        value={String(limit)}
        options={limits.map((one) => ({ value: String(one), label: String(one) }))}
        onChange={(value) =>
          follow(changed(search, { limit: Number(value) === usualLimit ? null : value, cursor: null }))
        }
      />
      <MenuSeparator />
      <MenuItem icon={<PanelLeft aria-hidden />} onSelect={shown ? hide : showUsual}>
        {shown ? 'Hide facets' : 'Show facets'}
      </MenuItem>
    </Menu>
  )
}
