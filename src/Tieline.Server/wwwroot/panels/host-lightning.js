// The Lightning shell and our Lightning web component: both speak the host protocol by postMessage.
// A message counts only if it comes from the parent window AND from one of the org's own origins.
import { listeners } from './host.js';

const helloEvery = 500;
const tokenPatience = 15_000;

export function lightningHost(page) {
  const { on, tell } = listeners();
  const waiting = new Map();
  let origin = null;
  let welcomed;
  const welcome = new Promise(resolve => { welcomed = resolve; });

  const send = (type, body = {}) => {
    for (const target of origin ? [origin] : possibleParents(page.hosts)) {
      window.parent.postMessage({ tieline: 1, type, ...body }, target);
    }
  };

  window.addEventListener('message', event => {
    const message = event.data;
    if (event.source !== window.parent || !page.hosts.includes(event.origin) || (origin && event.origin !== origin)) {
      return;
    }

    if (!message || message.tieline !== 1 || typeof message.type !== 'string') {
      return;
    }

    if (message.type === 'welcome') {
      origin = event.origin;
      clearInterval(greeting);
      if (message.recordId) {
        tell('record', { recordId: message.recordId, objectApiName: message.objectApiName ?? null, name: message.name ?? null }, true);
      }

      welcomed(message);
      return;
    }

    if (!origin) {
      return;
    }

    if (message.type === 'token' || message.type === 'tokenRefused') {
      const request = waiting.get(message.requestId);
      waiting.delete(message.requestId);
      if (message.type === 'token') {
        request?.resolve(message.token);
      } else {
        request?.reject(new Error(message.message));
      }
    } else {
      tell(message.type, message, message.type === 'record' || message.type === 'visibility');
    }
  });

  const hello = () => send('hello', { panel: page.panel });
  const greeting = setInterval(hello, helloEvery);
  hello();

  return {
    kind: 'lightning',
    welcome,
    on,
    post: send,
    token(reason) {
      const requestId = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
      return new Promise((resolve, reject) => {
        const patience = setTimeout(() => {
          waiting.delete(requestId);
          reject(new Error('Salesforce did not answer.'));
        }, tokenPatience);
        const settle = done => value => {
          clearTimeout(patience);
          done(value);
        };
        waiting.set(requestId, { resolve: settle(resolve), reject: settle(reject) });
        send('needToken', { requestId, reason });
      });
    },
  };
}

// The browser may tell who our parent is; if it does not, each allowed origin is tried: a message to the wrong one is dropped by the browser.
function possibleParents(hosts) {
  const told = location.ancestorOrigins?.[0];
  return told && hosts.includes(told) ? [told] : hosts;
}
