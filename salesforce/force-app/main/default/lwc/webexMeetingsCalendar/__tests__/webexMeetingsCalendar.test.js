import { createElement } from 'lwc';
import { minimize, open, updateUtility } from 'lightning/platformUtilityBarApi';
import WebexMeetingsCalendar from 'c/webexMeetingsCalendar';

jest.mock('c/tielineHostProtocol', () => ({ PanelConversation: jest.fn() }), { virtual: true });

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => {
    while (document.body.firstChild) {
        document.body.removeChild(document.body.firstChild);
    }
});

describe('the calendar on a page', () => {
    it('is shown, and moves no item of a utility bar', async () => {
        const element = createElement('c-webex-meetings-calendar', { is: WebexMeetingsCalendar });
        element.height = 600;
        document.body.appendChild(element);
        const panel = element.shadowRoot.querySelector('c-tieline-panel');
        ['openpanel', 'highlight', 'close'].forEach((name) => panel.dispatchEvent(new CustomEvent(name)));
        panel.dispatchEvent(new CustomEvent('label', { detail: { text: 'Soon' } }));
        await settled();
        expect(panel.visible).toBe(true);
        expect(panel.height).toBe(600);
        [open, minimize, updateUtility].forEach((deed) => expect(deed).not.toHaveBeenCalled());
    });
});
