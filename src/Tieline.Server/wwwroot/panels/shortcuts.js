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

// 0 held down is +, as on a telephone.
const longPress = 500;
let held = null;
let isPlus = false;

document.addEventListener('pointerdown', event => {
  const plus = event.target.closest?.('[data-key="0"]')?.parentElement.querySelector('[data-key="+"]');
  isPlus = false;
  if (plus) {
    held = setTimeout(() => {
      isPlus = true;
      plus.click();
    }, longPress);
  }
});

for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => clearTimeout(held));
}

// The press was taken already: its click must not write a 0 as well.
document.addEventListener('click', event => {
  if (isPlus && event.isTrusted && event.target.closest?.('[data-key="0"]')) {
    isPlus = false;
    event.stopImmediatePropagation();
  }
}, true);
