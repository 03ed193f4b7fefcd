import { createElement } from 'lwc';
import { went } from 'lightning/navigation';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import launchPlace from '@salesforce/apex/TielineLaunch.place';
import launchToken from '@salesforce/apex/TielineLaunch.launchToken';
import TielinePanel from 'c/tielinePanel';

const mockPlace = jest.fn();
jest.mock(
    '@salesforce/apex/TielineLaunch.place',
    () => {
        const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter((...asked) => mockPlace(...asked)) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/TielineLaunch.launchToken', () => ({ default: jest.fn() }), { virtual: true });
const PLACE = { serverUrl: 'https://tieline.example.com', organizationId: '00D5g000004xYzAEAU', language: 'en_US' };
const settled = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // eslint-disable-next-line no-await-in-loop -- one microtask after another
        await Promise.resolve();
    }
};

async function panel(properties = {}, place = PLACE) {
    const element = createElement('c-tieline-panel', { is: TielinePanel });
    Object.assign(element, { panel: 'softphone', label: 'Webex', ...properties });
    jest.spyOn(document, 'hasFocus').mockReturnValue(true);
    document.body.appendChild(element);
    if (place) {
        launchPlace.emit(place);
    }
    await settled();
    const frame = element.shadowRoot.querySelector('iframe');
    const said = [];
    if (frame) {
        frame.contentWindow.postMessage = (message, target) => said.push({ ...message, target });
    }
    const says = async (body) => {
        window.dispatchEvent(new MessageEvent('message', { data: { tieline: 1, ...body }, origin: 'https://tieline.example.com', source: frame.contentWindow }));
        await settled();
    };
    return { element, frame, said, says };
}

beforeEach(() => jest.useFakeTimers());

afterEach(() => {
    went.length = 0;
    while (document.body.firstChild) {
        document.body.removeChild(document.body.firstChild);
    }
    jest.useRealTimers();
});

describe('a panel of Tieline in a frame', () => {
    it('shows the address that the org knows, with the org in it', async () => {
        const { frame } = await panel({ height: 460 });
        expect(frame.src).toBe('https://tieline.example.com/panels/softphone?org=00D5g000004xYzAEAU');
        expect(frame.title).toBe('Webex');
        expect(frame.style.height).toBe('460px');
    });

    it('says that nothing is connected while the org knows no address', async () => {
        const { element, frame } = await panel({}, { ...PLACE, serverUrl: null });
        expect(frame).toBeNull();
        expect(element.shadowRoot.textContent).toContain('Webex is not connected to this org yet');
    });

    it('shows that it is loading until the org has answered', async () => {
        const { element } = await panel({}, null);
        expect(element.shadowRoot.querySelector('lightning-spinner').alternativeText).toBe('Loading');
    });

    it('names the permission set when the user may not ask the org, and opens once he may', async () => {
        const { element } = await panel({}, null);
        launchPlace.error({ message: "You do not have access to the Apex class named 'TielineLaunch'." }, 403);
        await settled();
        expect(element.shadowRoot.textContent).toContain('permission set "Webex User"');
        jest.advanceTimersByTime(299999);
        expect(mockPlace).not.toHaveBeenCalled();
        mockPlace.mockResolvedValueOnce(PLACE);
        jest.advanceTimersByTime(1);
        await settled();
        expect(element.shadowRoot.querySelector('iframe').src).toContain('https://tieline.example.com/panels/softphone');
        jest.advanceTimersByTime(600000);
        expect(mockPlace).toHaveBeenCalledTimes(1);
    });

    it('asks Salesforce again when it did not answer, and sends nobody to an administrator for that', async () => {
        const { element } = await panel({}, null);
        launchPlace.error({ message: 'Read timed out' }, 500);
        await settled();
        expect(element.shadowRoot.textContent).toContain('Salesforce did not answer');
        mockPlace.mockRejectedValueOnce({ body: { message: 'Read timed out' } }).mockResolvedValueOnce(PLACE);
        jest.advanceTimersByTime(5000);
        await settled();
        expect(mockPlace).toHaveBeenCalledTimes(1);
        jest.advanceTimersByTime(10000);
        await settled();
        expect(mockPlace).toHaveBeenCalledTimes(2);
        expect(element.shadowRoot.querySelector('iframe').src).toContain('https://tieline.example.com/panels/softphone');
    });

    it('says so while the panel in the frame does not greet, and loads it anew ever more seldom until it does', async () => {
        const { element, frame, said, says } = await panel();
        const loaded = jest.spyOn(frame, 'src', 'set').mockImplementation(() => {});
        const wait = async (milliseconds) => {
            jest.advanceTimersByTime(milliseconds);
            await settled();
        };
        await wait(9999);
        expect(element.shadowRoot.textContent).toBe('');
        await wait(1);
        expect(element.shadowRoot.querySelector('[role=status]').textContent).toContain('Webex does not answer');
        expect(loaded).toHaveBeenCalledTimes(1);
        await wait(20000);
        await wait(39999);
        expect(loaded).toHaveBeenCalledTimes(2);

        await says({ type: 'hello', panel: 'softphone' });
        expect(said[0].type).toBe('welcome');
        expect(element.shadowRoot.querySelector('[role=status]')).toBeNull();
        await wait(600000);
        expect(loaded).toHaveBeenCalledTimes(2);
    });

    it('waits for nothing once it is taken off the page', async () => {
        const { element, frame } = await panel();
        const loaded = jest.spyOn(frame, 'src', 'set').mockImplementation(() => {});
        document.body.removeChild(element);
        jest.advanceTimersByTime(600000);
        expect(loaded).not.toHaveBeenCalled();
    });

    it('asks Salesforce no more when it is taken off the page while a question is under way', async () => {
        const { element } = await panel({}, null);
        launchPlace.error({ message: 'Read timed out' }, 500);
        let refuse;
        mockPlace.mockReturnValueOnce(
            new Promise((_, reject) => {
                refuse = reject;
            })
        );
        jest.advanceTimersByTime(5000);
        document.body.removeChild(element);
        refuse({ body: { message: 'Read timed out' } });
        await settled();
        jest.advanceTimersByTime(600000);
        expect(mockPlace).toHaveBeenCalledTimes(1);
    });

    it('tells an administrator in the tab for administrators where to connect the org', async () => {
        const { element } = await panel({ panel: 'administration' }, { ...PLACE, serverUrl: null });
        expect(element.shadowRoot.textContent).toContain('/admin');
    });

    it('welcomes its panel with the record and its visibility', async () => {
        const { said, says } = await panel({ panel: 'make-a-call', recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact' });
        await says({ type: 'hello', panel: 'make-a-call' });
        expect(said.map((message) => message.type)).toEqual(['welcome', 'visibility', 'record']);
        expect(said[0]).toMatchObject({ hostKind: 'lightning', recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact', locale: 'en_US' });
    });

    it('is not seen while its tab within Salesforce is not in front', async () => {
        const { frame, said, says } = await panel({ panel: 'spaces' });
        await says({ type: 'hello', panel: 'spaces' });
        const watch = IntersectionObserver.all.at(-1);
        expect(watch.element).toBe(frame);
        watch.listener([{ isIntersecting: true }, { isIntersecting: false }]);
        expect(said.at(-1)).toMatchObject({ type: 'visibility', visible: false });
        watch.listener([{ isIntersecting: true }]);
        expect(said.at(-1)).toMatchObject({ type: 'visibility', visible: true });
    });

    it('stops watching when it is taken off the page', async () => {
        const { element } = await panel();
        const watch = IntersectionObserver.all.at(-1);
        document.body.removeChild(element);
        expect(watch.element).toBeNull();
    });

    it('asks Apex for a token, and passes its refusal on in a sentence', async () => {
        launchToken.mockResolvedValueOnce('a.token').mockResolvedValueOnce('');
        const { said, says } = await panel();
        await says({ type: 'needToken', requestId: '1', reason: 'start' });
        await says({ type: 'needToken', requestId: '2', reason: 'expired' });
        expect(said[0]).toMatchObject({ type: 'token', token: 'a.token' });
        expect(said[1]).toMatchObject({ type: 'tokenRefused', requestId: '2' });
        expect(said[1].message).toContain('not connected to this org');
    });

    it('is about the record that Lightning tells after the panel has begun', async () => {
        const { element, frame, said, says } = await panel({ panel: 'make-a-call' });
        element.recordId = '0035g00000AbCdEAAV';
        await says({ type: 'hello', panel: 'make-a-call' });
        expect(said[0]).toMatchObject({ type: 'welcome', recordId: '0035g00000AbCdEAAV' });

        const loaded = jest.spyOn(frame, 'src', 'set').mockImplementation(() => {});
        element.recordId = '0035g00000ZyXwVAAV';
        expect(loaded).toHaveBeenCalledTimes(1);
        await says({ type: 'hello', panel: 'make-a-call' });
        expect(said.filter((message) => message.type === 'welcome').at(-1).recordId).toBe('0035g00000ZyXwVAAV');
    });

    it('dials a handed number once, also when it is moved on the page', async () => {
        const { element, says, said } = await panel();
        element.clickToDial({ number: '+12025550100', recordId: null, objectApiName: null, name: null });
        await says({ type: 'hello', panel: 'softphone' });
        const place = element.parentNode;
        place.removeChild(element);
        place.appendChild(element);
        await settled();
        await says({ type: 'hello', panel: 'softphone' });
        expect(said.filter((message) => message.type === 'clickToDial')).toHaveLength(1);
    });

    it('opens a record that the panel pops', async () => {
        const { says } = await panel();
        await says({ type: 'screenPop', recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact', mode: 'open' });
        expect(went.at(-1)).toEqual({ type: 'standard__recordPage', attributes: { recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact', actionName: 'view' } });
    });

    it('opens a filled new-record form', async () => {
        const { says } = await panel();
        await says({ type: 'screenPop', newRecord: { objectApiName: 'Lead', defaultFieldValues: { Phone: '+12025550100' } } });
        expect(went.at(-1)).toMatchObject({ type: 'standard__objectPage', attributes: { objectApiName: 'Lead', actionName: 'new' } });
    });

    it('leaves where it is for an address outside the org', async () => {
        const { says } = await panel();
        await says({ type: 'screenPop', url: 'https://evil.example.com/' });
        expect(went).toEqual([]);
    });

    it('lets the place highlight, open, label and close', async () => {
        const { element, says } = await panel();
        const asked = [];
        ['highlight', 'openpanel', 'label', 'close'].forEach((name) => element.addEventListener(name, (event) => asked.push([name, event.detail?.text])));
        await says({ type: 'screenPop', recordId: '0035g00000AbCdEAAV', mode: 'highlight' });
        await says({ type: 'openPanel' });
        await says({ type: 'setLabel', text: 'Ringing' });
        await says({ type: 'close' });
        expect(asked).toEqual([['highlight', undefined], ['openpanel', undefined], ['label', 'Ringing'], ['close', undefined]]);
    });

    it('has Salesforce refresh what the panel changed', async () => {
        const { says } = await panel();
        await says({ type: 'recordChanged', recordIds: ['0035g00000AbCdEAAV'] });
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: '0035g00000AbCdEAAV' }]);
    });

    it('tells the panel when its place is minimised', async () => {
        const { element, said, says } = await panel({ visible: true });
        await says({ type: 'hello', panel: 'softphone' });
        element.visible = false;
        expect(said.at(-1)).toMatchObject({ type: 'visibility', visible: false, focused: true });
    });

    it('hands over a number that was clicked before the panel had greeted', async () => {
        const { element, said, says } = await panel();
        element.clickToDial({ number: '+12025550100', recordId: null, objectApiName: null, name: null });
        await says({ type: 'hello', panel: 'softphone' });
        expect(said.find((message) => message.type === 'clickToDial').number).toBe('+12025550100');
    });
});
