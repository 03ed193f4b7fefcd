// Buttons with data-sign-in="webex" or "salesforce" open the cloud's own page in a pop-up. The pop-up is opened in the click itself (else browsers block it);
// how it ended is asked of the server by state, because a pop-up that has visited other sites is not reachable from here.
import { ask, sentenceOf } from './session.js';
import { tell } from './bridge.js';

const pollEvery = 600;
const patience = 10 * 60_000;
let current = null;

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-sign-in]');
  if (button) {
    signIn(button.dataset.signIn);
  } else if (event.target.closest?.('[data-sign-in-cancel]')) {
    current = null;
  }
});

const say = (cloud, state, message) => tell('OnSignIn', { cloud, state, message });

async function signIn(cloud) {
  const popup = window.open('about:blank', `tieline-sign-in-${cloud}`, 'popup,width=560,height=680');
  const mine = current = {};
  say(cloud, 'waiting', '');
  const answer = await ask(`/panels/api/${cloud}/sign-in`, { method: 'POST' }).catch(() => null);
  if (!answer?.ok) {
    popup?.close();
    say(cloud, 'refused', answer ? await sentenceOf(answer) : '');
    return;
  }

  const { url, state } = await answer.json();
  if (popup) {
    popup.location = url;
  } else {
    say(cloud, 'blocked', url);
  }

  for (const until = Date.now() + patience; current === mine && Date.now() < until;) {
    await new Promise(resolve => setTimeout(resolve, pollEvery));
    const news = await ask(`/panels/api/sign-in/${encodeURIComponent(state)}`).then(found => found.ok ? found.json() : null, () => null);
    if (news && news.outcome !== 'waiting') {
      popup?.close();
      say(cloud, news.outcome, news.message ?? '');
      return;
    }
  }

  // Cancelled, or begun anew: then that says how it stands.
  if (current === mine) {
    current = null;
    popup?.close();
    say(cloud, 'refused', '');
  }
}
