// What a picture needs to know about the screen: what it says, where controls are, and when it is at rest.
(() => {
  const CONTROLS = 'input:not([type=hidden]), textarea, select, [role=combobox], [role=checkbox], [contenteditable=true]'
  const box = (element) => element.getBoundingClientRect()
  const plain = ({ x, y, width, height }) => ({ x, y, width, height })
  const union = (rects) => {
    const x = Math.min(...rects.map((rect) => rect.x))
    const y = Math.min(...rects.map((rect) => rect.y))
    const right = Math.max(...rects.map((rect) => rect.x + rect.width))
    const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
    return { x, y, width: right - x, height: bottom - y }
  }
  const inWindow = ({ x, y, width, height }) =>
    width > 1 && height > 1 && x + width > 0 && y + height > 0 && x < window.innerWidth && y < window.innerHeight
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const tidy = (text) => text.replace(/\s+/g, ' ').trim()
  const blockOf = (node) => {
    let element = node.parentElement
    while (element.parentElement && ['inline', 'contents'].includes(getComputedStyle(element).display)) {
      element = element.parentElement
    }
    return element
  }

  // Every text on the screen, one entry a block, with the place of its letters.
  const texts = (root) => {
    const blocks = new Map()
    const walker = document.createTreeWalker(root || document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (!node.nodeValue.trim() || node.parentElement.closest('script, style, noscript, select, textarea')) continue
      if (!isShown(node.parentElement)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const rect = range.getBoundingClientRect()
      if (!inWindow(rect)) continue
      const block = blockOf(node)
      const entry = blocks.get(block) || { text: '', rects: [] }
      entry.text += node.nodeValue
      entry.rects.push(rect)
      blocks.set(block, entry)
    }
    const found = [...blocks.values()].map(({ text, rects }) => ({ text: tidy(text), ...union(rects) }))
    for (const field of (root || document).querySelectorAll('input, textarea, select')) {
      if (['hidden', 'checkbox', 'radio'].includes(field.type) || !isShown(field) || !inWindow(box(field))) continue
      const said = field.matches('select') ? field.selectedOptions[0]?.text || '' : field.value || field.placeholder
      if (said.trim()) found.push({ text: tidy(said), ...plain(box(field)) })
    }
    return found
  }

  // A field with its frame and its label: the largest surrounding that holds no other field and is not much larger.
  const groupOf = (field) => {
    let group = field
    for (let up = field.parentElement; up && up !== document.body; up = up.parentElement) {
      const others = [...up.querySelectorAll(CONTROLS)].filter((other) => !other.contains(field) && !field.contains(other) && isShown(other))
      if (others.some((other) => !group.contains(other))) break
      if (box(up).width > box(field).width + 160 || box(up).height > box(field).height + 120) break
      group = up
    }
    return union([box(group), ...texts(group)])
  }

  // What lies over the middle of an element, if anything a person would see does.
  const over = (element) => {
    const { x, y, width, height } = box(element)
    const top = document.elementFromPoint(x + width / 2, y + height / 2)
    if (!top || element.contains(top) || top.contains(element)) return ''
    const label = top.closest('label')
    if (label && (label.contains(element) || label.control === element)) return ''
    const named = top.closest('[role], [aria-label], [id]') || top
    const name = tidy(named.getAttribute('aria-label') || named.textContent || named.id || '').slice(0, 60)
    return `${named.getAttribute('role') || named.tagName.toLowerCase()} “${name}”`
  }
  const place = (element, { field }) => ({
    rect: plain(field ? groupOf(element) : box(element)),
    over: over(element),
    inWindow: inWindow(box(element)),
  })

  // Resolves when nothing has changed or moved for a moment; false if that took too long.
  const rest = ({ quiet, patience }) =>
    new Promise((resolve) => {
      const started = performance.now()
      let changed = started
      const observer = new MutationObserver(() => (changed = performance.now()))
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      const isMoving = () => document.getAnimations().some((animation) => animation.playState === 'running')
      const isLoading = () =>
        document.fonts.status === 'loading' || [...document.images].some((image) => isShown(image) && !image.complete)
      const look = () => {
        const now = performance.now()
        if (isMoving() || isLoading()) changed = now
        const isLate = now - started > patience
        if (now - changed < quiet && !isLate) return void setTimeout(look, 16)
        observer.disconnect()
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(!isLate)))
      }
      look()
    })

  // Style sheets of this kind pass any content security policy and leave no trace in the document.
  const hide = (selectors) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `${selectors.join(', ')} { visibility: hidden !important }\n` +
        '* { caret-color: transparent !important; scrollbar-width: none !important }\n' +
        '::-webkit-scrollbar { display: none !important }',
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((other) => other !== window.__hidden), sheet]
    window.__hidden = sheet
  }
  // The frame of the field used last is not part of the article; an open menu keeps its focus.
  const unfocus = () => {
    const active = document.activeElement
    if (active && active.matches('input, textarea, select, button, [role=combobox], [role=tab], [role=button], a')) active.blur()
  }
  const build = () => (document.querySelector('script[src]')?.getAttribute('src') || '').split('/').pop().split('?')[0]
  return { texts, place, rest, hide, unfocus, build }
})()
