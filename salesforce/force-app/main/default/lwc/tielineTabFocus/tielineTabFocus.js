// Can this browser tab be seen, and is it the one the user last worked in? Panels ask, to know which of several tabs pops.
// The tabs of one browser agree among themselves: the one that is worked in takes the focus from the others, and keeps it while the
// user is in another program.

const LOOK_EVERY_MS = 1000;
const listeners = new Set();
let others = null;
let known = { visible: true, focused: false };
let looking = 0;

const isVisible = () => document.visibilityState === 'visible';

function set(change) {
    const next = { ...known, ...change };
    if (next.visible !== known.visible || next.focused !== known.focused) {
        known = next;
        listeners.forEach((listener) => listener(known));
    }
}

function take() {
    if (!known.focused) {
        set({ focused: true });
        others.postMessage('taken');
    }
}

// With the focus inside a panel's frame the window hears neither focus nor blur: only looking tells that it is here.
function look() {
    if (document.hasFocus()) {
        take();
    }
}

const onVisible = () => set({ visible: isVisible() });
const WORK = ['focus', 'pointerdown', 'keydown'];

function begin() {
    others = new BroadcastChannel('tieline-tabs');
    others.onmessage = () => set({ focused: false });
    document.addEventListener('visibilitychange', onVisible);
    WORK.forEach((name) => window.addEventListener(name, take, true));
    known = { visible: isVisible(), focused: false };
    look();
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- stopped in end()
    looking = setInterval(look, LOOK_EVERY_MS);
}

function end() {
    clearInterval(looking);
    WORK.forEach((name) => window.removeEventListener(name, take, true));
    document.removeEventListener('visibilitychange', onVisible);
    others.close();
}

/** Calls the listener at once and at each change; returns the way to stop. */
export function onTabFocus(listener) {
    if (listeners.size === 0) {
        begin();
    }
    listeners.add(listener);
    listener(known);
    return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
            end();
        }
    };
}
