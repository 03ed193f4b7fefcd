// A sign-in in a window of its own, and texts to be copied. The window is opened in the click, before the server knows the address: later the browser would block it.
let opened = null;

document.addEventListener('click', event => {
  const starter = event.target.closest?.('[data-window]');
  if (starter) {
    opened = window.open('about:blank', starter.dataset.window, 'popup,width=600,height=720');
  }

  const copier = event.target.closest?.('[data-copy]');
  if (copier) {
    copy(copier);
  }
}, true);

/** Leads the open window to an address, or closes it. False when the browser opened none. */
export function put(address) {
  if (!address) {
    opened?.close();
    opened = null;
    return true;
  }

  if (!opened || opened.closed) {
    return false;
  }

  opened.location = address;
  return true;
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  // Pages that are not safe have no clipboard; there the text is selected, so that the keys for copying do.
  const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
  if (copied) {
    button.setAttribute('data-told', button.dataset.copied);
    setTimeout(() => button.removeAttribute('data-told'), 2000);
  }
}
