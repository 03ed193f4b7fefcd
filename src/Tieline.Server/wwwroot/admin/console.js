// The window around the console's shell: its address, its title, and the question before something unsaved is closed.
let isUnsaved = false;
let shell = null;
let isEmbedded = false;

export function listen(reference, embedded) {
  shell = reference;
  isEmbedded = embedded;
  if (!embedded) {
    addEventListener('popstate', () => shell.invokeMethodAsync('OnAddress', location.pathname.split('/')[2] ?? '').catch(() => { }));
  }
}

export function unsaved(any) {
  isUnsaved = any;
}

/** Another page is shown, or the same one again: the address and the title follow, and what was asked for comes into view. */
export function moved(page, title, anchor, main) {
  if (!isEmbedded) {
    const address = `/admin/${page}`;
    if (location.pathname !== address) {
      history.pushState(null, '', address);
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
