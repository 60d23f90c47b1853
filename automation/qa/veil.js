// Keeps what looks like a secret out of pictures and films: its letters are painted as dots, and the page itself keeps
// the real text, so that a test reads what is there. Runs in every page before the app does.
(() => {
  const looksSecret = (text) => (text.match(/[A-Za-z0-9]{16,}/g) || []).some((word) => /\d/.test(word) && /[A-Za-z]/.test(word))
  const veil = (element) => element.style.setProperty('-webkit-text-security', 'disc', 'important')
  const veilText = (node) => {
    if (node.parentElement && looksSecret(node.nodeValue || '') && !node.parentElement.closest('script, style')) veil(node.parentElement)
  }
  const veilField = (field) => {
    if (looksSecret(field.value || '')) veil(field)
  }
  const veilTree = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) veilText(walker.currentNode)
    if (root.matches && root.matches('input, textarea')) veilField(root)
    if (root.querySelectorAll) root.querySelectorAll('input, textarea').forEach(veilField)
  }
  // Its callback runs before the change is painted.
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') veilText(target)
      else if (type === 'attributes') veilField(target)
      else addedNodes.forEach((node) => (node.nodeType === Node.TEXT_NODE ? veilText(node) : veilTree(node)))
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['value'] })
  // A field's value can change without any mutation: look again before each painting.
  const beforePainting = () => {
    document.querySelectorAll('input, textarea').forEach(veilField)
    requestAnimationFrame(beforePainting)
  }
  requestAnimationFrame(beforePainting)
})()
