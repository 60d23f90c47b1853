// Replaces what may be secret by stand-ins of fixed length; window.__uncover puts everything back and tells how many
// stand-ins were no longer there. With `look` it changes nothing and only tells what it would cover, and where.
(spec) => {
  const jobs = []
  const told = (text) => (spec.silent ? '' : text)
  const taken = new Set()
  const isShown = (element) => element && element.checkVisibility({ visibilityProperty: true })
  const isField = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches('input, textarea')
  const read = (node) => (isField(node) ? node.value : node.nodeValue)
  const write = (node, text) => {
    if (!isField(node)) node.nodeValue = text
    // The native setter, without an event: the app must not notice.
    else Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'value').set.call(node, text)
  }
  // Where the letters are, in CSS pixels of the window; a field's frame is left out.
  const rectOf = (node) => {
    if (isField(node)) {
      const { x, y, width, height } = node.getBoundingClientRect()
      return { x: x + 2, y: y + 3, width: width - 4, height: height - 6 }
    }
    const range = document.createRange()
    range.selectNodeContents(node)
    const { x, y, width, height } = range.getBoundingClientRect()
    return { x, y, width, height }
  }
  const cover = (node, standIn, name) => {
    if (taken.has(node)) return
    taken.add(node)
    jobs.push({ node, standIn, name, before: read(node), rect: rectOf(node) })
  }

  const fields = [...document.querySelectorAll('input, textarea')].filter(
    (element) => element.value && !['checkbox', 'radio', 'button', 'submit', 'hidden', 'file'].includes(element.type),
  )
  const textsUnder = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (walker.nextNode()) {
      if (walker.currentNode.nodeValue.trim() && !walker.currentNode.parentElement?.closest('script, style')) {
        nodes.push(walker.currentNode)
      }
    }
    return nodes
  }
  const texts = textsUnder(document.body)

  // Known places: whatever they hold.
  for (const { name, elements, standIn, short } of spec.places || []) {
    for (const element of elements) {
      const inner = isField(element) ? [element] : [...element.querySelectorAll('input, textarea')]
      inner.filter(read).forEach((node) => cover(node, standIn, name))
      let said = false
      for (const node of textsUnder(element)) {
        // Initials beside a name keep their size; a value split over nodes is said once.
        const isShort = short && node.nodeValue.trim().length <= 3
        cover(node, isShort ? short : said ? '' : standIn, name)
        said = said || !isShort
      }
      for (const image of element.matches('img') ? [element] : element.querySelectorAll('img')) {
        jobs.push({ image, name, before: image.getAttribute('src'), rect: image.getBoundingClientRect().toJSON() })
      }
    }
  }

  // Known values and patterns: wherever they are, several in one text too.
  const known = (spec.values || []).map(({ name, value, pattern, standIn }) => {
    const source = pattern || value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return { name, standIn, found: new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu') }
  })
  for (const node of [...fields, ...texts]) {
    const here = known.filter(({ found }) => read(node).search(found) >= 0)
    const text = here.reduce((rest, { found, standIn }) => rest.replace(found, () => standIn), read(node))
    if (here.length > 0) cover(node, text, here[0].name)
  }

  // What looks like a secret.
  const looksSecret = (text) =>
    (text.match(/[A-Za-z0-9_\-+/=]{16,}/g) || []).some((word) => /\d/.test(word) && /[A-Za-z]/.test(word))
  const looksLikeValue = (value) => !/\s/.test(value) && value.length > 7
  const labelOf = (node) => {
    const element = isField(node) ? node : node.parentElement
    const named = element.getAttribute('aria-label') || element.labels?.[0]?.innerText
    const before = texts.filter((other) => other !== node && other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)
    const visible = before.filter((other) => isShown(other.parentElement) && !looksSecret(other.nodeValue))
    return (named || visible.at(-1)?.nodeValue || '').replace(/\s+/g, ' ').trim().slice(0, 60)
  }
  const unknown = []
  for (const node of [...fields, ...texts]) {
    if (taken.has(node)) continue
    const text = read(node)
    if (/^[•\s]+$/.test(text)) continue // dots are no value, but what a value is covered with
    const element = isField(node) ? node : node.parentElement
    const isChoice = isField(node) && (node.getAttribute('role') === 'combobox' || node.getAttribute('aria-haspopup'))
    const isTyped = isField(node) && (node.type === 'password' || node.autocomplete === 'one-time-code')
    const isValue = isTyped || (isField(node) && node.readOnly && !isChoice && looksLikeValue(text))
    if (!isValue && !looksSecret(text)) continue
    // A plain word in a read-only field is covered where nothing is known of the screen, but is no news.
    const isNews = isTyped || looksSecret(text) || (/\d/.test(text) && /\p{L}/u.test(text))
    if (isNews && isShown(element)) unknown.push({ label: labelOf(node), text: told(text) })
    if (spec.shapes) cover(node, spec.shapes, 'looks secret')
  }

  if (!spec.look) {
    const blank = 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='
    for (const job of jobs) job.image ? job.image.setAttribute('src', blank) : write(job.node, job.standIn)
    window.__uncover = () => {
      delete window.__uncover
      const isLost = ({ node, image, standIn }) =>
        image ? image.getAttribute('src') !== blank : !node.isConnected || read(node) !== standIn
      const lost = jobs.filter(isLost).length
      for (const { node, image, before } of jobs) image ? image.setAttribute('src', before) : write(node, before)
      return lost
    }
  }
  const covered = jobs.map(({ name, before, rect, image }) => ({ name, rect, before: image ? '' : told(before) }))
  return { covered, unknown }
}
