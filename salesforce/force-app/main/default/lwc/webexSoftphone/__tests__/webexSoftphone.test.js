import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { subscribe } from 'lightning/messageService';
import { EnclosingUtilityId, getInfo, minimize, onUtilityClick, open, updateUtility } from 'lightning/platformUtilityBarApi';
import WebexSoftphone from 'c/webexSoftphone';

jest.mock('@salesforce/messageChannel/Tieline_Softphone__c', () => ({ default: 'softphone' }), { virtual: true });
jest.mock('c/tielineHostProtocol', () => ({ PanelConversation: jest.fn() }), { virtual: true });

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function softphone() {
    getInfo.mockResolvedValue({ utilityVisible: false });
    const element = createElement('c-webex-softphone', { is: WebexSoftphone });
    document.body.appendChild(element);
    EnclosingUtilityId.emit('utility-1');
    await settled();
    const panel = element.shadowRoot.querySelector('c-tieline-panel');
    return { element, panel };
}

afterEach(() => {
    while (document.body.firstChild) {
        document.body.removeChild(document.body.firstChild);
    }
});

describe('the softphone in the utility bar', () => {
    it('comes up when a call needs it, without taking the focus', async () => {
        const { panel } = await softphone();
        panel.dispatchEvent(new CustomEvent('openpanel'));
        await settled();
        expect(updateUtility).toHaveBeenCalledWith('utility-1', { highlighted: false });
        expect(open).toHaveBeenCalledWith('utility-1', { autoFocus: false });
        expect(panel.visible).toBe(true);
    });

    it('knows whether its panel is shown', async () => {
        const { panel } = await softphone();
        expect(panel.visible).toBe(false);
        const [, clicked] = onUtilityClick.mock.calls[0];
        clicked({ panelVisible: true });
        await settled();
        expect(panel.visible).toBe(true);
    });

    it('keeps what a click said while it was still asking', async () => {
        let told;
        getInfo.mockReturnValue(new Promise((resolve) => (told = resolve)));
        const element = createElement('c-webex-softphone', { is: WebexSoftphone });
        document.body.appendChild(element);
        EnclosingUtilityId.emit('utility-1');
        const [, clicked] = onUtilityClick.mock.calls[0];
        clicked({ panelVisible: true });
        told({ utilityVisible: false });
        await settled();
        expect(element.shadowRoot.querySelector('c-tieline-panel').visible).toBe(true);
    });

    it('minimises, highlights and labels its item', async () => {
        const { panel } = await softphone();
        panel.dispatchEvent(new CustomEvent('close'));
        panel.dispatchEvent(new CustomEvent('highlight'));
        panel.dispatchEvent(new CustomEvent('label', { detail: { text: 'Ringing' } }));
        await settled();
        expect(minimize).toHaveBeenCalledWith('utility-1');
        expect(updateUtility.mock.calls).toEqual([['utility-1', { highlighted: true }], ['utility-1', { label: 'Ringing' }]]);
    });

    it('follows the user from record to record', async () => {
        const { panel } = await softphone();
        const looked = [];
        panel.lookAt = (...at) => looked.push(at);
        CurrentPageReference.emit({ type: 'standard__recordPage', attributes: { recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact' } });
        CurrentPageReference.emit({ type: 'standard__namedPage', attributes: { pageName: 'home' } });
        expect(looked).toEqual([['0035g00000AbCdEAAV', 'Contact', null], [null, null, null]]);
    });

    it('dials what a record hands over, and comes up for it', async () => {
        const { panel } = await softphone();
        const dialled = [];
        panel.clickToDial = (known) => dialled.push(known);
        const [, , heard] = subscribe.mock.calls[0];
        await heard({ deed: 'clickToDial', number: '+12025550100', recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact', name: 'Maria Lopez' });
        expect(open).toHaveBeenCalled();
        expect(dialled).toEqual([{ number: '+12025550100', recordId: '0035g00000AbCdEAAV', objectApiName: 'Contact', name: 'Maria Lopez' }]);
    });
});
