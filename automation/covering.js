// Replaces what may be secret by a stand-in of fixed length; window.__uncover puts everything back.
(standIn) => {
  const undo = []
  const looksSecret = (text) =>
    (text.match(/[A-Za-z0-9_\-+/=]{16,}/g) || []).some((word) => /\d/.test(word) && /[A-Za-z]/.test(word))
  const write = (element, text) => {
    // The native setter, without an event: the app must not notice.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value').set.call(element, text)
  }
  for (const element of document.querySelectorAll('input, textarea')) {
    const value = element.value
    const isToggle = ['checkbox', 'radio', 'button', 'submit', 'hidden', 'file'].includes(element.type)
    if (!value || isToggle) continue
    const isChoice = element.getAttribute('role') === 'combobox' || element.getAttribute('aria-haspopup')
    if (element.type === 'password' || (element.readOnly && !isChoice && looksLikeValue(value)) || looksSecret(value)) {
      undo.push(() => write(element, value))
      write(element, standIn)
    }
  }
  function looksLikeValue(value) {
    return !/\s/.test(value) && value.length > 7
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const node of texts) {
    const text = node.nodeValue
    if (!looksSecret(text)) continue
    undo.push(() => { node.nodeValue = text })
    node.nodeValue = standIn
  }
  window.__uncover = () => { undo.forEach((put) => put()); delete window.__uncover }
  return undo.length
}
