// The agent's session: got for a launch token, held in memory, renewed through the host before it ends.
export const session = { token: null, agent: {}, expiresAt: 0 };

/** Milliseconds to add to this computer's clock to get the server's: durations are counted from the server's times. */
export let clockOffset = 0;

const renewBefore = 10 * 60_000;
const soonest = 60_000;
const firstWait = 1000;
const longestWait = 60_000;
const patience = 5000;
let reopen = null;
let renewing = null;
let timer = null;

/** Opens the session, and from then on renews it in time. Rejects with a sentence for people. */
export async function openSession(host, org, reason) {
  reopen = () => openSession(host, org, 'expired');
  const opened = await open(host, org, reason);
  session.token = opened.session;
  session.agent = opened.agent ?? {};
  session.expiresAt = Date.parse(opened.expiresAt);
  await setClock().catch(() => { }); // The offset known before serves as well.
  clearTimeout(timer);
  timer = setTimeout(renew, Math.min(Math.max(session.expiresAt - Date.now() - clockOffset - renewBefore, soonest), 2 ** 31 - 1));
}

// Signed for by the host; where it cannot, by the user's own sign-in.
async function open(host, org, reason) {
  let token;
  try {
    token = await host.token?.(reason);
  } catch (refusal) {
    if (!host.session) {
      throw refusal;
    }
  }

  return token ? trade(token, org) : host.session(reason);
}

async function trade(token, org) {
  const answer = await fetch('/panels/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, org }),
  });
  if (!answer.ok) {
    throw new Error(await sentenceOf(answer));
  }

  return answer.json();
}

/** A request in the agent's name. When the session is not taken any more, a new one is got first. */
export async function ask(address, options = {}) {
  const token = session.token;
  const answer = await send(address, options);
  if (answer.status !== 401) {
    return answer;
  }

  await Promise.race([renew(), pause(patience)]);
  return session.token === token ? answer : send(address, options);
}

// Goes on until it is there: the host may be offline for an hour, and what is typed meanwhile waits.
function renew() {
  renewing ??= untilOpened().finally(() => { renewing = null; });
  return renewing;
}

async function untilOpened() {
  for (let wait = firstWait; ; wait = Math.min(2 * wait, longestWait)) {
    if (await reopen().then(() => true, () => false)) {
      return;
    }

    await pause(wait);
  }
}

const send = (address, options) =>
  fetch(address, { ...options, headers: { 'Content-Type': 'application/json', ...options.headers, Authorization: `Bearer ${session.token}` } });
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** What an error answer says, in words for people. */
export async function sentenceOf(answer) {
  const body = await answer.json().catch(() => ({}));
  return body.detail ?? body.message ?? body.title ?? body.error ?? `HTTP ${answer.status}`;
}

async function setClock() {
  const before = Date.now();
  const answer = await fetch('/panels/api/clock', { cache: 'no-store' });
  if (answer.ok) {
    const { now } = await answer.json();
    clockOffset = now - (before + Date.now()) / 2;
  }
}
