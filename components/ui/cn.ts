import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Our type scale, so that a size and a colour of text are not taken for rivals. */
const merge = extendTailwindMerge({
  extend: {
    classGroups: { 'font-size': [{ text: ['micro', 'small', 'body', 'card', 'lead', 'page', 'figure', 'display'] }] },
  },
})

/** Joins class names; of two that say the same thing the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
