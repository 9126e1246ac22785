/**
 * A dialog brings a style sheet of its own along when it opens, which keeps the page behind from scrolling. The content policy
 * lets it in by the nonce of this page, and this global is where the packages that write it look (get-nonce).
 */
if (typeof document !== 'undefined') {
  const { nonce } = document.querySelector<HTMLScriptElement>('script[nonce]') ?? {}
  Object.assign(globalThis, { __webpack_nonce__: nonce })
}

export {}
