'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Menu, MenuChoice } from '@/components/ui/menu'
import { Button } from '@/components/ui/button'
import { parseTheme, remember, THEME_COOKIE, type Theme } from './preferences'

const choices = {
  system: { label: 'System', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
}

export function ThemeSwitch({ theme: initial }: { theme: Theme }) {
  const [theme, setTheme] = useState(initial)
  const Icon = choices[theme].icon
  const choose = (value: string) => {
    const chosen = parseTheme(value)
    setTheme(chosen)
    remember(THEME_COOKIE, chosen)
    if (chosen === 'system') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.setAttribute('data-theme', chosen)
  }
  return (
    <Menu
      trigger={
        <Button kind="quiet" size="icon" aria-label={`Theme: ${choices[theme].label}`}>
          <Icon aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label="Theme"
        value={theme}
        onChange={choose}
        options={Object.entries(choices).map(([value, { label }]) => ({ value, label }))}
      />
    </Menu>
  )
}
