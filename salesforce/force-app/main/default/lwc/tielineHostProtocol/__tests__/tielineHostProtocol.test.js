import { PanelConversation } from 'c/tielineHostProtocol';

const ORIGIN = 'https://tieline.example.com';

function conversation(deeds = {}) {
    const frame = { contentWindow: { postMessage: jest.fn() } };
    const talk = new PanelConversation(frame, ORIGIN, () => ({ hostKind: 'lightning', panel: 'softphone', locale: 'en_US' }), { needToken: async () => 'a.token', ...deeds });
    const said = () => frame.contentWindow.postMessage.mock.calls.map(([message, target]) => ({ ...message, target }));
    const panelSays = (body, { origin = ORIGIN, source = frame.contentWindow } = {}) => talk.listener({ data: { tieline: 1, ...body }, origin, source });
    return { talk, said, panelSays };
}

const settled = () => Promise.resolve().then(() => Promise.resolve());

describe('what a page and a panel say to each other', () => {
    it('answers hello with welcome, to exactly the panel', () => {
        const { said, panelSays } = conversation();
        panelSays({ type: 'hello', panel: 'softphone' });
        expect(said()).toEqual([{ tieline: 1, type: 'welcome', hostKind: 'lightning', panel: 'softphone', locale: 'en_US', target: ORIGIN }]);
    });

    it.each([
        ['another origin', { origin: 'https://evil.example.com' }],
        ['another window', { source: {} }],
    ])('hears nothing from %s', (_, from) => {
        const { said, panelSays } = conversation();
        panelSays({ type: 'hello', panel: 'softphone' }, from);
        expect(said()).toEqual([]);
    });

    it.each([
        ['an unknown type', { type: 'eval', text: 'x' }],
        ['an inherited name as type', { type: 'constructor' }],
        ['a record id that is none', { type: 'screenPop', recordId: "003'--" }],
        ['an object name with a blank', { type: 'screenPop', objectApiName: 'Contact x' }],
        ['a label of 81 characters', { type: 'setLabel', text: 'x'.repeat(81) }],
        ['201 records', { type: 'recordChanged', recordIds: Array(201).fill('0035g00000AbCdEAAV') }],
        ['a field with an object in it', { type: 'screenPop', newRecord: { objectApiName: 'Lead', defaultFieldValues: { LastName: {} } } }],
        ['another version', { type: 'close', tieline: 2 }],
    ])('ignores %s', (_, message) => {
        const deeds = { screenPop: jest.fn(), setLabel: jest.fn(), recordChanged: jest.fn(), close: jest.fn() };
        const { panelSays } = conversation(deeds);
        panelSays(message);
        Object.values(deeds).forEach((deed) => expect(deed).not.toHaveBeenCalled());
    });

    it('tells a panel that loads again the newest state of each kind, once', () => {
        const { talk, said, panelSays } = conversation();
        talk.keep('record', { recordId: 'a' });
        talk.keep('record', { recordId: 'b' });
        talk.keep('visibility', { visible: true, focused: true });
        panelSays({ type: 'hello', panel: 'softphone' });
        talk.keep('visibility', { visible: true, focused: true });
        expect(said().map(({ type, recordId }) => [type, recordId])).toEqual([['welcome', undefined], ['record', 'b'], ['visibility', undefined]]);
    });

    it('keeps a number to dial until the panel has greeted', () => {
        const { talk, said, panelSays } = conversation();
        talk.say('clickToDial', { number: '+12025550100' });
        expect(said()).toEqual([]);
        panelSays({ type: 'hello', panel: 'softphone' });
        expect(said()[1]).toMatchObject({ type: 'clickToDial', number: '+12025550100' });
    });

    it('hands over a token, or says why there is none', async () => {
        const given = conversation();
        given.panelSays({ type: 'needToken', requestId: '1', reason: 'start' });
        await settled();
        expect(given.said()).toEqual([{ tieline: 1, type: 'token', requestId: '1', token: 'a.token', target: ORIGIN }]);

        const refused = conversation({ needToken: async () => Promise.reject(new Error('No permission set.')) });
        refused.panelSays({ type: 'needToken', requestId: '2', reason: 'expired' });
        await settled();
        await settled();
        expect(refused.said()).toEqual([{ tieline: 1, type: 'tokenRefused', requestId: '2', message: 'No permission set.', target: ORIGIN }]);
    });

    it('passes on what Apex says when it refuses', async () => {
        const { said, panelSays } = conversation({ needToken: async () => Promise.reject({ body: { message: 'No access to the class.' } }) });
        panelSays({ type: 'needToken', requestId: '3', reason: 'start' });
        await settled();
        await settled();
        expect(said()[0]).toMatchObject({ type: 'tokenRefused', message: 'No access to the class.' });
    });

    it('hears and says nothing once it has ended', () => {
        const { talk, said, panelSays } = conversation();
        panelSays({ type: 'hello', panel: 'softphone' });
        talk.end();
        talk.keep('visibility', { visible: true, focused: true });
        expect(said()).toHaveLength(1);
    });
});
