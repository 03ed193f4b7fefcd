import { onTabFocus } from 'c/tielineTabFocus';

let channels;

class OneChannel {
    constructor() {
        channels.push(this);
        this.posted = [];
    }
    postMessage(text) {
        this.posted.push(text);
    }
    close() {
        this.closed = true;
    }
}

beforeEach(() => {
    channels = [];
    global.BroadcastChannel = OneChannel;
    jest.useFakeTimers();
});

describe('which of several tabs the user works in', () => {
    it('is the one that was clicked in, until another tab says it took over', () => {
        jest.spyOn(document, 'hasFocus').mockReturnValue(false);
        const heard = [];
        const stop = onTabFocus((tab) => heard.push(tab.focused));
        window.dispatchEvent(new Event('pointerdown'));
        expect(channels[0].posted).toEqual(['taken']);
        channels[0].onmessage();
        expect(heard).toEqual([false, true, false]);
        stop();
        expect(channels[0].closed).toBe(true);
    });

    it('is noticed when the focus comes back into a frame, where no event tells', () => {
        const focus = jest.spyOn(document, 'hasFocus').mockReturnValue(false);
        const heard = [];
        const stop = onTabFocus((tab) => heard.push(tab.focused));
        focus.mockReturnValue(true);
        jest.advanceTimersByTime(1000);
        expect(heard).toEqual([false, true]);
        stop();
    });
});
