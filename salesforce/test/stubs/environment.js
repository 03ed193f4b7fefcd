// What browsers have and jsdom has not.
global.BroadcastChannel = class {
    postMessage() {}
    close() {}
};
