// Keys: Alt+Shift+letter presses the button that carries it; digits go to the keypad unless something is being typed.
const isTyping = target => target.closest?.('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', event => {
  if (event.altKey && event.shiftKey && /^Key[A-Z]$/.test(event.code)) {
    const wanted = `Alt+Shift+${event.code.slice(3)}`;
    const target = [...document.querySelectorAll('[data-shortcut]')].find(one => one.dataset.shortcut === wanted && one.getClientRects().length);
    if (target) {
      event.preventDefault();
      if (target.matches('textarea, input')) {
        target.focus();
      } else {
        target.click();
      }
    }
  } else if (!event.altKey && !event.ctrlKey && !event.metaKey && /^[0-9*#+]$/.test(event.key) && !isTyping(event.target)) {
    const key = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (key) {
      event.preventDefault();
      key.click();
    }
  }
});
