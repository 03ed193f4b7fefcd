// What browsers have and jsdom has not.
global.BroadcastChannel = class {
    postMessage() {}
    close() {}
};

global.IntersectionObserver = class {
    static all = [];
    constructor(listener) {
        this.listener = listener;
        global.IntersectionObserver.all.push(this);
    }
    observe(element) {
        this.element = element;
    }
    disconnect() {
        this.element = null;
    }
};
