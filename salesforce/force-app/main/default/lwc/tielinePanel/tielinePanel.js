import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { encodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import launchPlace from '@salesforce/apex/TielineLaunch.place';
import launchToken from '@salesforce/apex/TielineLaunch.launchToken';
import { PanelConversation } from 'c/tielineHostProtocol';
import { onTabFocus } from 'c/tielineTabFocus';
import { texts } from 'c/tielineTexts';

const PATIENCE_MS = { frame: 10000, salesforce: 5000, most: 300000 };

/**
 * A panel of Tieline in a frame, for any place of Lightning. What only the place can do is asked of it by events:
 * `openpanel`, `highlight`, `label` (detail.text), `close`.
 */
export default class TielinePanel extends NavigationMixin(LightningElement) {
    /** The panel's name, as in its address: softphone, make-a-call, ... */
    @api panel;
    /** What a screen reader calls the frame. */
    @api label;
    /** Height in pixels; none fills the place. */
    @api height;
    @api objectApiName;
    @api recordName;

    loading = texts.loading;
    address;
    problem;
    /** What is said over the frame while the panel in it has not greeted. */
    unanswered;
    origin;
    language;
    conversation;
    seen = true;
    inSight = true;
    stopFollowing;
    watch;

    /** The record it is about. Lightning may tell it after the panel has begun, or another one later: then the panel begins anew. */
    @api
    get recordId() {
        return this.about;
    }
    set recordId(value) {
        const isNews = this.welcomedAbout !== undefined && (value ?? null) !== this.welcomedAbout;
        this.about = value;
        if (isNews && this.refs?.frame) {
            this.load();
            this.expectGreeting();
        }
    }

    /** Whether the place shows the panel now. */
    @api
    get visible() {
        return this.seen;
    }
    set visible(value) {
        this.seen = value !== false && value !== 'false';
        this.tellVisibility();
    }

    @wire(launchPlace)
    found({ data, error }) {
        if (data) {
            this.place(data);
        } else if (error) {
            this.explain(error);
        }
    }

    place({ serverUrl, organizationId, language }) {
        if (serverUrl) {
            const address = new URL(`/panels/${this.panel}`, serverUrl);
            address.searchParams.set('org', organizationId);
            this.origin = address.origin;
            this.language = language;
            this.address = address.href;
            this.problem = undefined;
        } else {
            this.problem = this.panel === 'administration' ? texts.notConnectedHere : texts.notConnected;
        }
    }

    // Whom no permission set lets in hears the name of the class, and seldom anybody else (while the package is being replaced): that is asked again, but seldom too.
    explain(error, patience = PATIENCE_MS.salesforce) {
        const isRefusal = error.body?.message?.includes('TielineLaunch');
        this.problem = isRefusal ? texts.noAccess : texts.noSalesforce;
        clearTimeout(this.asking);
        // An answer may come after it was taken off the page.
        if (this.isConnected) {
            const longer = Math.min(patience * 2, PATIENCE_MS.most);
            // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared when it is taken off the page
            this.asking = setTimeout(() => launchPlace().then((data) => this.place(data), (again) => this.explain(again, longer)), isRefusal ? PATIENCE_MS.most : patience);
        }
    }

    get size() {
        return this.height ? `height: ${Number(this.height)}px` : 'height: 100%';
    }

    /** Tells the panel which record the user looks at now; nulls when it is no record's page. */
    @api
    lookAt(recordId, objectApiName, name) {
        this.looked = { recordId, objectApiName, name };
        this.conversation?.keep('record', this.looked);
    }

    /** Hands a number to the softphone. */
    @api
    clickToDial(known) {
        if (this.conversation) {
            this.conversation.say('clickToDial', known);
        } else {
            this.toDial = known;
        }
    }

    renderedCallback() {
        if (this.conversation || !this.refs.frame) {
            return;
        }
        this.conversation = new PanelConversation(
            this.refs.frame,
            this.origin,
            () => this.welcome(),
            this.deeds()
        );
        this.expectGreeting();
        this.stopFollowing = onTabFocus((tab) => {
            this.tab = tab;
            this.tellVisibility();
        });
        // A tab within Salesforce that is not in front hides the frame and tells nobody: only its place on the screen does.
        this.watch = new IntersectionObserver((changes) => {
            this.inSight = changes.at(-1).isIntersecting;
            this.tellVisibility();
        });
        this.watch.observe(this.refs.frame);
        if (this.looked || this.recordId) {
            this.conversation.keep('record', this.looked ?? { recordId: this.recordId, objectApiName: this.objectApiName ?? null, name: this.recordName ?? null });
        }
        if (this.toDial) {
            this.conversation.say('clickToDial', this.toDial);
            this.toDial = undefined;
        }
    }

    load() {
        this.conversation.begin();
        this.refs.frame.src = this.address;
    }

    /** A panel that does not greet is loaded anew after a while, ever more seldom: the server may be starting, or out of reach. */
    expectGreeting(patience = PATIENCE_MS.frame) {
        clearTimeout(this.greeting);
        // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared by the greeting, and when it is taken off the page
        this.greeting = setTimeout(() => {
            this.unanswered = texts.noAnswer;
            this.load();
            this.expectGreeting(Math.min(patience * 2, PATIENCE_MS.most));
        }, patience);
    }

    welcome() {
        clearTimeout(this.greeting);
        this.unanswered = undefined;
        this.welcomedAbout = this.about ?? null;
        return { hostKind: 'lightning', panel: this.panel, locale: this.language, recordId: this.welcomedAbout, objectApiName: this.objectApiName ?? null };
    }

    disconnectedCallback() {
        clearTimeout(this.greeting);
        clearTimeout(this.asking);
        this.stopFollowing?.();
        this.watch?.disconnect();
        this.conversation?.end();
        this.conversation = undefined;
    }

    tellVisibility() {
        this.conversation?.keep('visibility', { visible: this.seen && this.inSight && this.tab.visible, focused: this.tab.focused });
    }

    deeds() {
        const ask = (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail }));
        return {
            needToken: async () => {
                const token = await launchToken();
                if (!token) {
                    throw new Error(texts.notConnected);
                }
                return token;
            },
            screenPop: (pop) => (pop.mode === 'highlight' ? ask('highlight') : this.pop(pop)),
            recordChanged: ({ recordIds }) => notifyRecordUpdateAvailable(recordIds.map((recordId) => ({ recordId }))),
            openPanel: () => ask('openpanel'),
            setLabel: ({ text }) => ask('label', { text }),
            close: () => ask('close'),
            focus: () => this.refs.frame.focus()
        };
    }

    pop({ recordId, objectApiName, url, newRecord }) {
        if (recordId) {
            this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, objectApiName, actionName: 'view' } });
        } else if (newRecord) {
            this[NavigationMixin.Navigate]({
                type: 'standard__objectPage',
                attributes: { objectApiName: newRecord.objectApiName, actionName: 'new' },
                state: { defaultFieldValues: encodeDefaultFieldValues(newRecord.defaultFieldValues ?? {}) }
            });
        } else if (url?.startsWith('/lightning/')) {
            // Only pages of this org: an address elsewhere is not followed.
            this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url } });
        }
    }
}
