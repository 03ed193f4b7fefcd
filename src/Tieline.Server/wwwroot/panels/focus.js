// When the control with the focus goes away (a button was pressed, the call moved on), the focus must not fall to the page's start. It lands on
// the same deed's new button (Hold, Resume), on the control that opened a sheet now closed, on what is marked data-lands, or on the panel's body.
const patience = 2000;
let held = null;
let gone = null;
let opener = null;
let timer = null;

const isShown = element => element.getClientRects().length > 0;
const shown = selector => [...document.querySelectorAll(selector)].find(isShown) ?? null;
const sheetOf = element => element.closest('.tl-form');
const body = () => document.getElementById('softphone-body');

document.addEventListener('focusin', event => {
  held = event.target;
  if (held !== body()) {
    settle();
  }
});

new MutationObserver(() => {
  if (held && !held.isConnected && document.activeElement === document.body && document.hasFocus()) {
    gone = held;
    held = null;
    clearTimeout(timer);
    timer = setTimeout(settle, patience);
  }

  if (gone) {
    land();
  }
}).observe(document.getElementById('panel'), { childList: true, subtree: true });

// What shall have the focus may come a moment later (the notes are read first): until then the body holds it.
function land() {
  const target = successor();
  if (target) {
    opener = sheetOf(target) ? gone.dataset.testid ?? null : null;
    target.focus();
  } else if (document.activeElement === document.body) {
    body()?.focus();
  }
}

function successor() {
  return (sheetOf(gone) && opener && shown(`[data-testid="${CSS.escape(opener)}"]`))
    || (gone.dataset.shortcut && shown(`[data-shortcut="${CSS.escape(gone.dataset.shortcut)}"]`))
    || shown('[data-lands]');
}

function settle() {
  gone = null;
  clearTimeout(timer);
}
