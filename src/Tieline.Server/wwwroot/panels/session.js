// The agent's session: got for a launch token, held in memory, renewed through the host before it ends.
export const session = { token: null, agent: {}, expiresAt: 0 };

/** Milliseconds to add to this computer's clock to get the server's: durations are counted from the server's times. */
export let clockOffset = 0;

const renewBefore = 10 * 60_000;
const soonest = 60_000;

export async function openSession(host, org, reason) {
  const token = await host.token(reason);
  const answer = await fetch('/panels/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, org }),
  });
  if (!answer.ok) {
    throw new Error(await sentenceOf(answer));
  }

  const opened = await answer.json();
  session.token = opened.session;
  session.agent = opened.agent ?? {};
  session.expiresAt = Date.parse(opened.expiresAt);
  await setClock();
  setTimeout(() => openSession(host, org, 'expired').catch(() => setTimeout(() => openSession(host, org, 'expired'), soonest)),
    Math.min(Math.max(session.expiresAt - Date.now() - clockOffset - renewBefore, soonest), 2 ** 31 - 1));
}

/** A request in the agent's name. */
export function ask(address, options = {}) {
  return fetch(address, { ...options, headers: { 'Content-Type': 'application/json', ...options.headers, Authorization: `Bearer ${session.token}` } });
}

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
