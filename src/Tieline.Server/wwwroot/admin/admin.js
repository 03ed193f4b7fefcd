// The admin's page: the key is traded for a session, the session starts the circuit. The session stays in this tab, so that a reload does not ask again.
import '/panels/duration.js';
import '/panels/tabs.js';
import { whenBroken } from '/panels/broken.js';

const page = JSON.parse(document.getElementById('tieline-page').textContent);
const form = document.getElementById('unlock');
const problem = document.getElementById('unlock-problem');
const kept = 'tieline-admin-session';
const pollEvery = 500;
const soonest = 5000;
let broken = false;

form.addEventListener('submit', async event => {
  event.preventDefault();
  problem.textContent = '';
  const field = document.getElementById('key');
  const answer = await fetch('/admin/api/session', { method: 'POST', headers: { Authorization: `Bearer ${field.value}` } }).catch(() => null);
  if (!answer?.ok) {
    problem.textContent = answer?.status === 401 ? page.wrongKey : page.noAnswer;
    return;
  }

  field.value = '';
  sessionStorage.setItem(kept, JSON.stringify(await answer.json()));
  open();
});

const session = () => {
  const stored = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
  return stored && Date.parse(stored.expiresAt) > Date.now() ? stored.session : null;
};

async function open() {
  form.hidden = true;
  const begun = performance.now();
  whenBroken(() => {
    broken = true;
    setTimeout(comeBack, Math.max(0, begun + soonest - performance.now()));
  });
  await Blazor.start({
    configureSignalR: builder => builder.withUrl('/_blazor', { accessTokenFactory: session, skipNegotiation: true, transport: 1 }).withServerTimeout(120_000),
    reconnectionHandler: { onConnectionDown: comeBack, onConnectionUp() { } },
  }).catch(() => {
    sessionStorage.removeItem(kept);
    location.reload();
  });
  await Blazor.rootComponents.add(document.getElementById('admin'), 'tieline-admin', { language: page.language ?? '', page: page.page, org: new URLSearchParams(location.search).get('org') ?? '' });
}

async function comeBack() {
  while (!await fetch('/health/ready', { cache: 'no-store' }).then(answer => answer.ok, () => false)) {
    await new Promise(resolve => setTimeout(resolve, pollEvery));
  }

  if (broken || !await Blazor.reconnect().catch(() => false)) {
    location.reload();
  }
}

if (session()) {
  open();
} else {
  form.hidden = false;
  document.getElementById('key').focus();
}
