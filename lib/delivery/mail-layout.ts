/**
 * The frame of every mail: tables and inline styles, because mail programs know little else; a style sheet only for what
 * some of them know besides, the dark theme and narrow screens.
 */
import { escaped } from './escaped'
import { dark, light } from './mail-colours'

const FONTS = `Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`

const styleSheet = `
@media (prefers-color-scheme: dark) {
  .page { background: ${dark.background} !important; }
  .sheet { background: ${dark.surface} !important; border-color: ${dark.border} !important; }
  .sheet td, .sheet th { border-color: ${dark.border} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .positive { color: ${dark.positive} !important; }
  .negative { color: ${dark.negative} !important; }
  .link { color: ${dark.accent} !important; }
  .button { background: ${dark.accent} !important; color: ${dark['on-accent']} !important; }
  .bar { background: ${dark['chart-ink']} !important; }
  .in-light { display: none !important; }
  .in-dark { display: block !important; }
}
@media (max-width: 520px) {
  .outer { padding: 0 !important; }
  .sheet { border-width: 0 !important; border-radius: 0 !important; }
  .inner { padding-left: 16px !important; padding-right: 16px !important; }
  .figure { display: block !important; width: auto !important; }
  .spacer, .wide { display: none !important; }
  .narrow { display: block !important; }
}`

export interface Page {
  readonly title: string
  /** What lists of mails show beside the subject. */
  readonly summary: string
  /** Of HTML already. */
  readonly sections: readonly string[]
}

export function page({ title, summary, sections }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>${styleSheet}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:${light.background};">
<div style="display:none;max-height:0;overflow:hidden;">${escaped(summary)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:${light.background};">
<tr><td class="outer" align="center" style="padding:24px 12px;">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:${light.surface};border:1px solid ${light.border};border-radius:8px;font-family:${FONTS};text-align:left;">
${sections.map((section) => `<tr><td class="inner" style="padding:12px 24px;">${section}</td></tr>`).join('\n')}
</table>
</td></tr>
</table>
</body>
</html>
`
}

type Tone = 'text' | 'muted' | 'positive' | 'negative'

export function words(text: string, tone: Tone, style = ''): string {
  return `<span class="${tone}" style="color:${light[tone]};${style}">${escaped(text)}</span>`
}

export function paragraph(text: string, tone: Tone = 'text', size = 14): string {
  return `<p class="${tone}" style="margin:0 0 8px;color:${light[tone]};font-size:${size}px;line-height:1.5;">${escaped(text)}</p>`
}

export function heading(text: string, level: 1 | 2 = 2): string {
  const size = level === 1 ? 20 : 15
  return `<h${level} class="text" style="margin:0 0 8px;color:${light.text};font-size:${size}px;line-height:1.35;font-weight:600;">${escaped(text)}</h${level}>`
}

export function link(text: string, href: string): string {
  return `<a class="link" href="${escaped(href)}" style="color:${light.accent};">${escaped(text)}</a>`
}

export function button(text: string, href: string): string {
  return `<a class="button" href="${escaped(href)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:${light.accent};color:${light['on-accent']};font-size:14px;font-weight:600;text-decoration:none;">${escaped(text)}</a>`
}
