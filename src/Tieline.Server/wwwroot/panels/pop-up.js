// Opening a panel by its user's own sign-in to Salesforce, where no host signs for him. The pop-up is opened in the click itself (else browsers block it);
// how it ended is asked of the server, with a secret that this window and the pop-up's tab have and no address.
import { sentenceOf } from './session.js';
import { show, showLaunch } from './status.js';

const pollEvery = 600;
const patience = 10 * 60_000;
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

const post = (address, body) =>
  fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** Shows a button until somebody has signed in; gives the opened session. */
export async function signInByPopUp(org) {
  const before = document.body.dataset.state;
  for (let problem = ''; ;) {
    const popup = await new Promise(resolve => {
      showLaunch({ problem, onSignIn: () => resolve(window.open('/panels/sign-in', 'tieline-launch', 'popup,width=560,height=680')) });
    });
    const cancelled = new Promise(resolve => { showLaunch({ isWaiting: true, onCancel: () => resolve({ sentence: '' }) }); });
    const end = popup ? await Promise.race([through(popup, org), cancelled]) : { isBlocked: true };
    popup?.close();
    if (end.opened) {
      show(before);
      return end.opened;
    }

    problem = end;
  }
}

async function through(popup, org) {
  const begun = await post('/panels/api/pop-up', { org, language: navigator.language }).catch(() => null);
  if (!begun?.ok) {
    return begun ? { sentence: await sentenceOf(begun) } : { isUnreachable: true };
  }

  const { url, state, window: secret } = await begun.json();
  const tell = () => popup.postMessage({ tieline: 'launch', url, state, window: secret }, location.origin);
  const listener = event => {
    if (event.source === popup && event.origin === location.origin && event.data?.tieline === 'launch-ready') {
      tell();
    }
  };
  addEventListener('message', listener);
  tell(); // It may have been ready before we were; while it is not yet of our origin, the browser drops this.
  try {
    return await outcome(state, secret);
  } finally {
    removeEventListener('message', listener);
  }
}

async function outcome(state, secret) {
  for (const until = Date.now() + patience; Date.now() < until;) {
    await pause(pollEvery);
    const answer = await post('/panels/api/pop-up/session', { state, window: secret }).catch(() => null);
    if (answer?.status === 404) {
      return { isEnded: true };
    }

    const news = answer?.ok ? await answer.json() : { outcome: 'waiting' };
    if (news.outcome !== 'waiting') {
      return news.opened ? { opened: news.opened } : { sentence: news.message };
    }
  }

  return { isEnded: true };
}
