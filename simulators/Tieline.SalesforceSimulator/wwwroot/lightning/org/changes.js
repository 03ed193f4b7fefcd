// Which records changed: told by the org as server-sent events while the tab can be seen, else asked for.

const pollEvery = 5000;
const listeners = new Set();
let watched = null;
let source = null;
let poll = null;

/** Calls `listener(change)` for {ids: string[]} or for {everything: true} when what happened in between is unknown. Returns the way to stop. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (change) => { for (const listener of listeners) listener(change); };

/** A panel says that these records changed; views of them refresh. */
export const announceChange = (ids) => tell({ ids });

/** Watches what concerns one record (or the user, on the home page); null watches nothing. */
export function watch(recordId) {
  watched = recordId;
  connect();
}

function connect() {
  source?.close();
  source = null;
  stopPolling();
  if (!watched || document.visibilityState !== "visible") return;
  let opened = false;
  source = new EventSource(`/lightning/events?about=${encodeURIComponent(watched)}`);
  source.onopen = () => {
    stopPolling();
    if (opened) tell({ everything: true });
    opened = true;
  };
  source.addEventListener("changed", (event) => {
    const change = JSON.parse(event.data);
    tell({ ids: [change.id, ...change.concerns] });
  });
  source.onerror = startPolling;
}

// While the stream is down the browser tries again by itself (or has given up); the page goes on by asking.
function startPolling() {
  poll ??= setInterval(() => {
    tell({ everything: true });
    if (source?.readyState === EventSource.CLOSED) connect();
  }, pollEvery);
}

function stopPolling() {
  clearInterval(poll);
  poll = null;
}

// A browser allows six connections to a host for all its tabs together: a tab that nobody sees gives its stream back.
document.addEventListener("visibilitychange", () => {
  const back = document.visibilityState === "visible" && watched;
  connect();
  if (back) tell({ everything: true });
});
