// The page of an embedded panel: finds its host, asks it for a launch token, trades the token for a session and starts the circuit.
// Nothing is kept in cookies or storage; the session lives in this module's memory only.
import { chooseHost } from './host.js';
import { setHost } from './bridge.js';
import { openSession, session } from './session.js';
import { startCircuit } from './connection.js';
import { loadAnew } from './reload.js';
import { takeReturn } from './return.js';
import { show, showLater, words } from './status.js';
import './notes.js';
import './duration.js';
import './focus.js';
import './label.js';
import './sign-in.js';
import './shortcuts.js';
import './tabs.js';

const page = JSON.parse(document.getElementById('tieline-page').textContent);

async function start(reason) {
  show('connecting');
  const host = chooseHost(page);
  setHost(host);
  let welcome;
  try {
    welcome = await host.welcome;
    words(welcome.locale);
    if (page.isLater) {
      showLater();
      return;
    }

    await openSession(host, page.org, reason);
  } catch (error) {
    show('refused', error.message, () => loadAnew('connecting'));
    return;
  }

  words(session.agent.language);
  await startCircuit(host, page.panel, {
    language: session.agent.language ?? welcome.locale ?? '',
    recordId: welcome.recordId ?? '',
    objectApiName: welcome.objectApiName ?? '',
    call: page.call ?? '',
  });
}

start(takeReturn() ? 'reconnect' : 'start');
