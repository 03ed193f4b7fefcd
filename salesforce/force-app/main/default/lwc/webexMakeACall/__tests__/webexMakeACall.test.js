import { createElement } from 'lwc';
import { publish } from 'lightning/messageService';
import WebexMakeACall from 'c/webexMakeACall';
import WebexScheduleAMeeting from 'c/webexScheduleAMeeting';
import WebexCreateASpace from 'c/webexCreateASpace';

jest.mock('@salesforce/messageChannel/Tieline_Softphone__c', () => ({ default: 'softphone' }), { virtual: true });

const ACTIONS = [
    ['make-a-call', WebexMakeACall],
    ['schedule-a-meeting', WebexScheduleAMeeting],
    ['create-a-space', WebexCreateASpace],
];

function shown(action) {
    const element = createElement('c-an-action', { is: action });
    Object.assign(element, { recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact' });
    document.body.appendChild(element);
    return { element, panel: element.shadowRoot.querySelector('c-tieline-panel') };
}

afterEach(() => {
    while (document.body.firstChild) {
        document.body.removeChild(document.body.firstChild);
    }
});

describe.each(ACTIONS)('the record action %s', (name, action) => {
    it('shows its panel about the record', () => {
        const { panel } = shown(action);
        expect([panel.panel, panel.recordId, panel.objectApiName]).toEqual([name, '0035g00000AbCdEAAV', 'Contact']);
    });

    it('closes when its panel has done', () => {
        const { element, panel } = shown(action);
        const closed = jest.fn();
        element.addEventListener('lightning__actionsclosescreen', closed);
        panel.dispatchEvent(new CustomEvent('close'));
        expect(closed).toHaveBeenCalled();
    });

    it('brings the softphone up when its panel asks', () => {
        const { panel } = shown(action);
        panel.dispatchEvent(new CustomEvent('openpanel'));
        expect(publish.mock.calls[0].slice(1)).toEqual(['softphone', { deed: 'open' }]);
    });
});
