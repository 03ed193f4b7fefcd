// The window around the console's shell: its address, its title, and the question before something unsaved is closed.
let isUnsaved = false;
let shell = null;
let isEmbedded = false;

export function listen(reference, embedded) {
  shell = reference;
  isEmbedded = embedded;
  if (!embedded) {
    addEventListener('popstate', () => shell.invokeMethodAsync('OnAddress', location.pathname.split('/')[2] ?? '', new URLSearchParams(location.search).get('org')).catch(() => { }));
  }
}

export function unsaved(any) {
  isUnsaved = any;
}

/** The session has ended: the page asks for the key anew. */
export function again() {
  location.reload();
}

const addressOf = (page, org) => `/admin/${page}${org ? `?org=${org}` : ''}`;

/** The console was opened: its first entry in the history names the organisation too, so that Back comes to the one that was looked at. */
export function opened(page, org) {
  if (!isEmbedded) {
    history.replaceState(null, '', addressOf(page, org));
  }
}

/**
 * Another page or organisation is shown, or the same one again: the address and the title follow, and what was asked for comes into view.
 * Where the history led here, an address that no longer fits is corrected in its place: another entry would keep Back from going further.
 */
export function moved(page, title, anchor, main, org, isFromHistory) {
  if (!isEmbedded) {
    const address = addressOf(page, org);
    if (location.pathname + location.search !== address) {
      history[isFromHistory ? 'replaceState' : 'pushState'](null, '', address);
    }

    document.title = `${title} · Tieline`;
  }

  const target = anchor ? document.getElementById(anchor) : null;
  (target ?? main).scrollIntoView({ block: target ? 'center' : 'start' });
  (target?.querySelector('input, select, button') ?? main).focus({ preventScroll: true });
}

/** The question about unsaved changes stands there: the keyboard goes to its first answer. */
export function ask() {
  document.querySelector('[role=alertdialog] button')?.focus();
}

addEventListener('beforeunload', event => {
  if (isUnsaved) {
    event.preventDefault();
  }
});
