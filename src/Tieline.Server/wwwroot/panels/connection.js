// The circuit: started with the session, and brought back when the line or the server went away.
import { session } from './session.js';
import { flushNotes } from './notes.js';
import { tell } from './bridge.js';
import { loadAnew, serverIsReady } from './reload.js';
import { show } from './status.js';
import { whenBroken } from './broken.js';

const pollEvery = 250;
const serverTimeout = 120_000;
const keepAlive = 15_000;
const hiddenPatience = 30_000;
const soonest = 5000;

let recovering = false;
let paused = false;
let broken = false;
let begun = 0;

export async function startCircuit(host, panel, parameters) {
  begun = Date.now();
  whenBroken(() => {
    broken = true;
    recover();
  });
  await Blazor.start({
    // WebSockets at once: without a negotiation no cookie and no sticky session is needed.
    configureSignalR: builder => builder
      .withUrl('/_blazor', { accessTokenFactory: () => session.token, skipNegotiation: true, transport: 1 })
      .withServerTimeout(serverTimeout)
      .withKeepAliveInterval(keepAlive),
    reconnectionHandler: {
      // Told when we pause ourselves, again when that line closes, and when a server that stops pauses us: only the last must be recovered from.
      onConnectionDown: () => { if (!paused) { recover(); } },
      onConnectionUp: () => show('ready'),
    },
  });
  await Blazor.rootComponents.add(document.getElementById('panel'), `tieline-${panel}`, parameters);
  show('ready');
  if (panel !== 'softphone') {
    pauseWhenHidden(host);
  }
}

// The page stays as it is, typing goes on. Once the server answers: notes first, then the old circuit, and if that is gone or failed a fresh page.
async function recover() {
  if (recovering) {
    return;
  }

  recovering = true;
  show('reconnecting');
  if (broken) {
    await pause(begun + soonest - Date.now()); // What fails as soon as it is there is not asked for without a rest.
  }

  for (let refusals = 0; ; await pause(pollEvery)) {
    if (!await serverIsReady()) {
      continue;
    }

    await flushNotes();
    const isBack = broken ? false : await Blazor.reconnect().catch(() => null);
    if (isBack) {
      recovering = false;
      tell('OnLineBack');
      show('ready');
      return;
    }

    // null: the line broke again while connecting. false: the server does not know this circuit any more.
    refusals += 1;
    if (isBack === false || refusals > 2) {
      loadAnew();
      return;
    }
  }
}

// A record panel that nobody sees gives its circuit up; the softphone never does, because calls come when it is minimised.
function pauseWhenHidden(host) {
  let timer = null;
  host.on('visibility', ({ visible }) => {
    clearTimeout(timer);
    if (!visible) {
      timer = setTimeout(async () => {
        await flushNotes();
        paused = true;
        if (!await Blazor.pauseCircuit()) {
          paused = false;
          recover();
        }
      }, hiddenPatience);
    } else if (paused) {
      loadAnew();
    }
  });
}

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
