// The selector engine `screen`: finds what Playwright's own locators cannot express, by label and by position.
// A selector's body is JSON, {"find": ..., "names": [regular expression, ...], "avoid": [...], ...}; it answers with
// elements in document order and never changes the page. Kept free of product class names: those are hooks, in Python.
(() => {
  const CONTROLS =
    'input:not([type=hidden]), textarea, select, [role=combobox], [role=textbox], [role=checkbox], [role=switch], [contenteditable=true], button[aria-haspopup=listbox], button[aria-haspopup=menu], button[aria-haspopup=dialog]'
  const CLICKABLE = 'button, a[href], [role=button], [role=link], [role=menuitem], [tabindex="0"]'

  const box = (element) => element.getBoundingClientRect()
  const isShown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    const { width, height, right, bottom } = box(element)
    return width > 1 && height > 1 && right + window.scrollX > 0 && bottom + window.scrollY > 0
  }
  // Behind an open dialog or drawer the app marks everything aria-hidden: a person cannot reach it either.
  const isReachable = (element) => isShown(element) && !element.closest('[aria-hidden=true], [inert]')
  const tidy = (text) => (text || '').replace(/[\u00a0\s]+/g, ' ').trim()
  const textOf = (element) => tidy(element.innerText || element.textContent)
  const compiled = new Map()
  const compile = (source) => {
    if (!compiled.has(source)) compiled.set(source, new RegExp(source, 'i'))
    return compiled.get(source)
  }
  const matcher = (sources) => {
    const patterns = (sources || []).map(compile)
    return (text) => text !== '' && patterns.some((pattern) => pattern.test(text))
  }

  // Fields -------------------------------------------------------------------------------------------------------

  const kindOf = (element) => {
    const role = element.getAttribute('role')
    const type = (element.getAttribute('type') || '').toLowerCase()
    if (['checkbox', 'switch'].includes(role) || type === 'checkbox') return 'checkbox'
    if (element.matches('select') || element.hasAttribute('aria-haspopup')) return 'dropdown'
    if (role === 'combobox') return 'dropdown'
    if (element.matches('input') && element.readOnly && !isValueField(element)) return 'dropdown'
    if (element.matches('input, textarea') || role === 'textbox' || element.isContentEditable) return 'text'
    return 'other'
  }
  // A read-only input beside a copy button shows a value; any other read-only input opens a choice.
  const isValueField = (element) => {
    const wrapper = element.parentElement
    const buttons = wrapper ? wrapper.querySelectorAll('button, [role=button]').length : 0
    return element.readOnly && buttons > 0 && getComputedStyle(element).cursor !== 'pointer'
  }
  const isSearch = (element) =>
    element.type === 'search' || element.getAttribute('role') === 'searchbox' || element.closest('[role=search]') !== null

  const controlsIn = (root) => [...root.querySelectorAll(CONTROLS)].filter(isReachableControl)
  // Checkboxes of component libraries are transparent inputs under a drawn box: their wrapper is what is seen.
  const isReachableControl = (element) =>
    isReachable(element) ||
    (kindOf(element) === 'checkbox' && !element.closest('[aria-hidden=true]') && element.parentElement !== null && isShown(element.parentElement))

  const tiedLabels = (element) => {
    const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
    const referenced = ids.map((id) => element.getRootNode().getElementById?.(id)).filter(Boolean).map(textOf)
    const labels = element.labels ? [...element.labels].map(textOf) : []
    return [...referenced, referenced.join(' '), element.getAttribute('aria-label') || '', ...labels].map(tidy)
  }
  const wrapperTexts = (element) => {
    const texts = []
    let wrapper = element.parentElement
    for (let level = 0; wrapper && level < 5; level += 1, wrapper = wrapper.parentElement) {
      // A field with its label and a hint is this high at most; what is higher is a section of the screen.
      if (box(wrapper).height > box(element).height + 120) break
      if (controlsIn(wrapper).some((other) => other !== element && !element.contains(other) && !other.contains(element))) break
      for (const child of wrapper.querySelectorAll('*')) {
        if (!child.contains(element) && !element.contains(child) && isShown(child)) texts.push(textOf(child))
      }
    }
    return texts
  }
  // The smallest visible elements whose whole text is one of the names, also when that text is split over nodes.
  const visibleTexts = (root, matches) =>
    [...root.querySelectorAll('*')].filter((element) => {
      const content = element.textContent || ''
      if (content.length === 0 || content.length > 160 || element.matches('script, style, option')) return false
      if (!matches(tidy(content)) || !isReachable(element)) return false
      return ![...element.children].some((child) => matches(tidy(child.textContent)))
    })
  const nearestTo = (label, candidates) => {
    const from = box(label)
    let best = null
    let shortest = Infinity
    for (const candidate of candidates) {
      const to = box(candidate)
      const below = to.top - from.bottom
      const beside = to.left - from.right
      const isBelow = below > -4 && below < 48 && Math.abs(to.left - from.left) < 48
      const isBeside = beside > -4 && beside < 320 && Math.abs((to.top + to.bottom) / 2 - (from.top + from.bottom) / 2) < 24
      const distance = isBelow ? below : isBeside ? beside + 1 : Infinity
      if (distance < shortest) [best, shortest] = [candidate, distance]
    }
    return best
  }
  const outermost = (elements) => elements.filter((one) => !elements.some((other) => other !== one && other.contains(one)))

  const fields = (root, { names, kinds }) => {
    const matches = matcher(names)
    const all = controlsIn(root).filter((element) => !kinds || kinds.includes(kindOf(element)))
    const tied = all.filter((element) => tiedLabels(element).some(matches))
    if (tied.length > 0) return outermost(tied)
    const wrapped = all.filter((element) => wrapperTexts(element).some(matches))
    if (wrapped.length > 0) return outermost(wrapped)
    // The head of a column names what stands below it in the table, never a field.
    const labels = visibleTexts(root, matches).filter((label) => !label.closest('th, thead, [role=columnheader]'))
    return [...new Set(labels.map((label) => nearestTo(label, all)).filter(Boolean))]
  }

  // Values -------------------------------------------------------------------------------------------------------

  // Dots stand for a value that may not be read: they are not a value.
  const isRealValue = (text) => text !== '' && !/^[•●∙·*.…\-–—\s]+$/.test(text)
  const valueOf = (element) => tidy('value' in element && !element.matches('button, li') ? element.value : element.textContent)
  const values = (root, { names }) => {
    const matches = matcher(names)
    const inputs = [...root.querySelectorAll('input:not([type=hidden]):not([type=checkbox]), textarea')].filter(isReachable)
    let found = inputs.filter((element) => tiedLabels(element).some(matches))
    if (found.length === 0) {
      const leaves = [...root.querySelectorAll('*')].filter(
        (element) => element.children.length === 0 && !element.matches('script, style, label, svg, path, input, textarea') && textOf(element) !== '' && isReachable(element) && !element.closest('button, svg'),
      )
      const labels = visibleTexts(root, matches)
      const others = leaves.filter((leaf) => !labels.some((label) => label.contains(leaf)))
      found = labels.map((label) => definitionOf(label) || nearestTo(label, [...inputs, ...others])).filter(Boolean)
    }
    return [...new Set(found)].filter((element) => isRealValue(valueOf(element)))
  }
  const definitionOf = (label) => {
    const term = label.closest('dt, th')
    const next = term ? term.nextElementSibling : null
    return next && next.matches('dd, td') && isReachable(next) ? next : null
  }

  // Positions ----------------------------------------------------------------------------------------------------

  const nameOf = (element) => tidy(element.getAttribute('aria-label') || element.innerText || element.getAttribute('title') || '')
  const appRoot = () => {
    // Widgets of other vendors hang beside the app under body; the app is the child with the most in it.
    const children = [...document.body.children].filter((child) => !child.matches('script, style'))
    const sized = children.map((child) => [child.getElementsByTagName('*').length, child])
    return sized.sort((a, b) => b[0] - a[0]).map(([, child]) => child)[0] || document.body
  }
  // Where something stands is cheaper to tell than what it is called.
  const clickables = (root, avoid, fits) => {
    const refused = matcher(avoid)
    const pointing = [...root.querySelectorAll('*')].filter((element) => isReachable(element) && (element.matches(CLICKABLE) || getComputedStyle(element).cursor === 'pointer'))
    return outermost(pointing).filter((element) => fits(element) && !refused(nameOf(element)))
  }
  const rightmost = (elements) => {
    const edge = Math.max(...elements.map((element) => box(element).right))
    return elements.filter((element) => box(element).right >= edge - 2)
  }
  const topRight = (root, { avoid }) => {
    const bar = clickables(appRoot(), avoid, (element) => box(element).top < 80 && box(element).height < 80 && box(element).left > window.innerWidth * 0.6)
    return bar.length > 0 ? rightmost(bar) : []
  }
  const isIconOnly = (element) => ['', '+', '＋'].includes(textOf(element)) && (element.querySelector('svg, i, img') !== null || textOf(element) !== '')
  const bottomRight = (root, { avoid }) => {
    const corner = clickables(appRoot(), avoid, (element) => {
      const { top, left, bottom, right } = box(element)
      return (top + bottom) / 2 > window.innerHeight / 2 && (left + right) / 2 > window.innerWidth / 2 && isIconOnly(element) && !element.closest('tr, [role=row], li, [role=dialog]')
    })
    return corner.length > 0 ? rightmost(corner) : []
  }
  // A button with an icon, alone or before its text, in the right half above the list.
  const toolbarAdd = (root, { avoid }) =>
    clickables(appRoot(), avoid, (element) => {
      const { top, left, right } = box(element)
      return top < window.innerHeight / 2 && top > 48 && (left + right) / 2 > window.innerWidth / 2 && element.querySelector('svg') !== null && !element.closest('header, nav, aside, tr, [role=tab], [role=tablist]')
    })
  const add = (root, options) => {
    const corner = bottomRight(root, options)
    return corner.length > 0 ? corner : toolbarAdd(root, options)
  }
  const submit = (root, { avoid }) => {
    const refused = matcher(avoid)
    const buttons = [...root.querySelectorAll('button, [role=button], input[type=submit]')].filter((element) => isReachable(element) && !refused(nameOf(element)) && !element.closest('nav, header, aside, [role=tablist], tr, [role=row]'))
    const submits = buttons.filter((element) => element.type === 'submit' && element.closest('form') !== null && element.getAttribute('type') === 'submit')
    if (submits.length > 0) return submits
    const plain = buttons.filter((element) => !element.hasAttribute('aria-haspopup') && element.closest('.MuiInputBase-root, [role=combobox], [role=checkbox]') === null && element.getAttribute('role') !== 'combobox')
    return plain.length > 0 ? rightmost(plain) : []
  }
  // The n-th field of a kind in reading order, right of the side panel: the article marks its fields A, B, C, D in order.
  const nthField = (root, { kind, index }) => {
    const all = outermost(controlsIn(root).filter((element) => kindOf(element) === kind && !isSearch(element) && !isValueField(element) && !element.closest('nav, aside, header')))
    const ordered = all.sort((a, b) => Math.round((box(a).top - box(b).top) / 8) || box(a).left - box(b).left)
    return ordered.length > index ? [ordered[index]] : []
  }

  const finders = { field: fields, value: values, 'top-right': topRight, add, submit, 'nth-field': nthField }
  const queryAll = (root, selector) => {
    // Between two pages there is a document without a body.
    if (!document.body) return []
    const options = JSON.parse(decodeURIComponent(selector))
    return finders[options.find](root.body || root, options)
  }
  return { queryAll, query: (root, selector) => queryAll(root, selector)[0] || null }
})()
