// A fresh page, loaded only where there is one to be had: in a frame the browser's own page about a server that is away would stay for good.
import { notesToKeep } from './notes.js';
import { leaveForReturn } from './return.js';
import { show } from './status.js';

const soonest = 250;
const latest = 5000;
const page = JSON.parse(document.getElementById('tieline-page').textContent);
let leaving = null;

/** Loads this page anew once the server gives it out; what is half typed stays. Until then the page says the state `meanwhile`. */
export function loadAnew(meanwhile = 'reconnecting') {
  leaving ??= leave(meanwhile).finally(() => { leaving = null; }); // Whoever has something unsaved may refuse the reload: then it can be asked for again.
}

async function leave(meanwhile) {
  for (let pause = soonest; !await pageIsThere(); pause = Math.min(pause * 1.5, latest)) {
    show(meanwhile);
    await new Promise(resolve => setTimeout(resolve, pause));
  }

  leaveForReturn(notesToKeep());
  location.reload();
}

export const serverIsReady = () => fetch('/health/ready', { cache: 'no-store' }).then(answer => answer.ok, () => false);

// A server that is there may refuse the page, of an org that has left for example, and its refusal is a page too: whoever looks reads why.
const pageIsThere = async () => await serverIsReady()
  && fetch(`/panels/${page.panel}?org=${page.org}`, { cache: 'no-store' }).then(answer => answer.status < 500, () => false);
