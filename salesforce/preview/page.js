// What the page around the components saw and says: where they went, what became of the utility item, what the user looks at.
const listeners = new Map();

export const page = {
    went: [],
    utility: { open: false, label: null, highlighted: false },
    refreshed: [],
    on: (what, listener) => {
        listeners.set(what, [...(listeners.get(what) ?? []), listener]);
        return () => listeners.set(what, listeners.get(what).filter((one) => one !== listener));
    },
    tell: (what, value) => (listeners.get(what) ?? []).forEach((listener) => listener(value)),
};
