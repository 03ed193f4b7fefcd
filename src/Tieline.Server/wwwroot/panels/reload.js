// A fresh page, loaded only where there is one to be had: in a frame the browser's own page about a server that is away would stay for good.
import { notesToKeep } from './notes.js';
import { leaveForReturn } from './return.js';
import { show } from './status.js';

const askEvery = 250;
const page = JSON.parse(document.getElementById('tieline-page').textContent);
let leaving = null;

/** Loads this page anew once the server gives it out; what is half typed stays. Until then the page says the state `meanwhile`. */
export function loadAnew(meanwhile = 'reconnecting') {
  leaving ??= leave(meanwhile).finally(() => { leaving = null; }); // Whoever has something unsaved may refuse the reload: then it can be asked for again.
}

async function leave(meanwhile) {
  if (!await pageIsThere()) {
    show(meanwhile);
    do {
      await new Promise(resolve => setTimeout(resolve, askEvery));
    } while (!await pageIsThere());
  }

  leaveForReturn(notesToKeep());
  location.reload();
}

const pageIsThere = () => fetch(`/panels/${page.panel}?org=${page.org}`, { cache: 'no-store' }).then(answer => answer.ok, () => false);
