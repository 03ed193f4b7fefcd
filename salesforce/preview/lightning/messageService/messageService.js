import { page } from '../../page.js';

export class MessageContext {
    constructor(callback) {
        callback({});
    }
    connect() {}
    update() {}
    disconnect() {}
}

export const publish = (context, channel, message) => page.tell(channel, message);
export const subscribe = (context, channel, listener) => page.on(channel, listener);
export const unsubscribe = (stop) => stop?.();
