// What the screen shows, as data: every visible heading, control, field and text with its name and place, in reading
// order. It never reads what a field holds, only whether it holds something, and it changes nothing.
(standIn) => {
  const CONTROLS =
    'input:not([type=hidden]), textarea, select, [role=combobox], [role=textbox], [role=checkbox], [role=switch], [contenteditable=true], button[aria-haspopup=listbox], button[aria-haspopup=dialog]'
  const ENTRIES = 'button, a[href], summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=option], [role=treeitem]'
  const LISTS = 'ul, ol, nav, aside, [role=list], [role=menu], [role=menubar], [role=tablist], [role=navigation], [role=tree], [role=listbox], [role=toolbar]'
  const ROWS = 'tbody tr, .MuiTableBody-root .MuiTableRow-root, [role=rowgroup] [role=row], [role=grid] [role=row], [role=table] [role=row]'
  const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]'

  const tidy = (text) => (text || '').replace(/[\u00a0\s]+/g, ' ').trim()
  const looksSecret = (text) => (text.match(/[A-Za-z0-9_\-+/=]{16,}/g) || []).some((word) => /\d/.test(word) && /[A-Za-z]/.test(word))
  const safe = (text) => (looksSecret(text) ? standIn : text.slice(0, 200))
  const box = (element) => element.getBoundingClientRect()
  const isShown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    const { width, height, right, bottom } = box(element)
    return width > 1 && height > 1 && right + window.scrollX > 0 && bottom + window.scrollY > 0
  }
  const isBehind = (element) => element.closest('[aria-hidden=true], [inert]') !== null
  // Capitals made by a style sheet are no part of the name.
  const visibleText = (element) => {
    const shown = tidy(element.innerText)
    const written = tidy(element.textContent)
    return shown.toLowerCase() === written.toLowerCase() ? written : shown || written
  }

  const controlOf = (element) => {
    const role = element.getAttribute('role')
    const type = (element.getAttribute('type') || '').toLowerCase()
    if (['checkbox', 'switch'].includes(role) || type === 'checkbox') return 'checkbox'
    if (element.matches('select') || element.hasAttribute('aria-haspopup') || role === 'combobox') return 'dropdown'
    if (element.matches('input') && element.readOnly) return getComputedStyle(element).cursor === 'pointer' ? 'dropdown' : 'value'
    return 'text'
  }
  const frameOf = (element) => {
    let frame = element
    for (let level = 0; level < 3 && frame.parentElement; level += 1) {
      const parent = frame.parentElement
      const others = [...parent.querySelectorAll(CONTROLS)].filter((other) => other !== element && !element.contains(other) && !other.contains(element) && isShown(other))
      if (others.length > 0) break
      frame = parent
    }
    return frame
  }

  // Texts: one for each block, also when it is split over inline nodes ---------------------------------------------
  const isPartOfItsParent = (element) =>
    element.parentElement !== null && getComputedStyle(element).display === 'inline' && !element.matches(`${ENTRIES}, label, legend`) && !element.parentElement.querySelector(CONTROLS)
  const blocks = new Map()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (tidy(node.nodeValue) === '') continue
    let block = node.parentElement
    if (!block || block.closest('script, style, noscript, textarea, select, option, svg')) continue
    while (isPartOfItsParent(block)) block = block.parentElement
    blocks.set(block, (blocks.get(block) || '') + node.nodeValue)
  }

  const lists = []
  const listOf = (element) => {
    const list = element.parentElement ? element.parentElement.closest(LISTS) : null
    if (!list) return -1
    if (!lists.includes(list)) lists.push(list)
    return lists.indexOf(list)
  }
  const item = (element, kind, name, more) => {
    const { left, top, width, height } = box(element)
    return {
      kind, name: safe(name), left, top, width, height, behind: isBehind(element), group: listOf(element),
      row: element.closest(ROWS) !== null, overlay: element.closest('[role=dialog], [role=menu], [role=presentation], [role=listbox]') !== null,
      fixed: element.closest('header, [role=banner]') !== null, ...more,
    }
  }

  const found = []
  const seen = new Set()

  // Fields ---------------------------------------------------------------------------------------------------------
  const labelTexts = [...blocks].filter(([block]) => isShown(block) && !block.closest(ENTRIES) && !block.matches(HEADINGS))
  const nameOfField = (element) => {
    const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
    const referenced = ids.map((id) => document.getElementById(id)).filter((other) => other && other !== element && !element.contains(other)).map(visibleText)
    const labels = element.labels ? [...element.labels].map(visibleText) : []
    const tied = [...labels, ...referenced, tidy(element.getAttribute('aria-label'))].filter(Boolean)
    if (tied.length > 0) return [tied[0], null]
    const to = box(frameOf(element))
    let best = null
    let shortest = Infinity
    for (const [block] of labelTexts) {
      if (block.contains(element) || element.contains(block)) continue
      const from = box(block)
      const above = box(element).top - from.bottom
      const beside = box(element).left - from.right
      const isAbove = above > -4 && above < 48 && Math.abs(from.left - to.left) < 48
      const isBeside = beside > -4 && beside < 320 && Math.abs((from.top + from.bottom) / 2 - (box(element).top + box(element).bottom) / 2) < 24
      const distance = isAbove ? above : isBeside ? beside + 1 : Infinity
      if (distance < shortest) [best, shortest] = [block, distance]
    }
    return best ? [visibleText(best), best] : ['', null]
  }
  const controls = [...document.querySelectorAll(CONTROLS)].filter((element) => {
    if (element.parentElement && element.parentElement.closest('[role=combobox], [role=checkbox]')) return false
    if (isShown(element)) return true
    // Checkboxes of component libraries are transparent inputs under a drawn box: their wrapper is what is seen.
    return controlOf(element) === 'checkbox' && element.parentElement !== null && isShown(element.parentElement)
  })
  for (const element of controls) {
    if (element.type === 'search' || element.getAttribute('role') === 'searchbox') continue
    const control = controlOf(element)
    const [name, label] = nameOfField(element)
    if (label) seen.add(label)
    const frame = frameOf(element)
    const middle = (one) => (box(one).top + box(one).bottom) / 2
    const nearby = [...frame.querySelectorAll('button, [role=button]')].filter((button) => isShown(button) && !button.contains(element) && !element.contains(button) && Math.abs(middle(button) - middle(element)) < 16 && box(button).left < box(element).right + 56)
    const place = control === 'checkbox' ? element.closest('label') || element.parentElement : element.matches('input, textarea, select') ? element.closest('.MuiInputBase-root, [data-slot=control]') || element : element
    found.push(item(place, 'field', name, {
      control,
      multiline: element.matches('textarea:not([aria-hidden=true])'),
      placeholder: tidy(element.getAttribute('placeholder')),
      required: element.required === true || element.getAttribute('aria-required') === 'true',
      filled: 'value' in element && element.matches('input, textarea') && !['checkbox', 'radio'].includes(element.type) ? element.value !== '' : false,
      beside: nearby.length,
    }))
    for (const other of frame.querySelectorAll('label, legend')) seen.add(other)
    if (control === 'checkbox' && element.closest('label')) seen.add(element.closest('label'))
    if (element.matches('[role=combobox], button')) seen.add(element)
    for (const button of nearby) if (element.parentElement.contains(button)) seen.add(button)
  }

  // Headings, entries, and what text is left -------------------------------------------------------------------------
  for (const element of document.querySelectorAll(HEADINGS)) {
    if (!isShown(element) || element.closest(ENTRIES)) continue
    seen.add(element)
    found.push(item(element, 'heading', visibleText(element), {}))
  }
  for (const element of document.querySelectorAll(ENTRIES)) {
    if (!isShown(element) || element.parentElement.closest(ENTRIES) || [...seen].some((other) => other.contains(element) && !other.matches(HEADINGS))) continue
    const text = visibleText(element)
    const role = element.getAttribute('role')
    const kind = ['tab', 'menuitem', 'option', 'link'].includes(role) ? role : role && role.startsWith('menuitem') ? 'menuitem' : element.matches('a[href]') ? 'link' : 'button'
    const named = tidy(element.getAttribute('aria-label')) || tidy(element.getAttribute('title'))
    seen.add(element)
    found.push(item(element, kind, text && text !== '+' ? text : named, { icon: text === '' || text === '+', disabled: element.disabled === true || element.getAttribute('aria-disabled') === 'true', selected: element.getAttribute('aria-selected') === 'true' || element.getAttribute('aria-current') !== null }))
  }
  for (const [block, text] of blocks) {
    if (!isShown(block) || block.closest(ENTRIES) || [...seen].some((other) => other.contains(block))) continue
    found.push(item(block, 'text', tidy(text), {}))
  }

  const banding = (one) => Math.round((one.top + one.height / 2) / 12)
  found.sort((a, b) => banding(a) - banding(b) || a.left - b.left)
  return {
    width: window.innerWidth,
    height: window.innerHeight,
    mui: document.querySelector('[class*="Mui"]') !== null,
    items: found,
  }
}
