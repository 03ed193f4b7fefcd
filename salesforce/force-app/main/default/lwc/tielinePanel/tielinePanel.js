import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { encodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import launchPlace from '@salesforce/apex/TielineLaunch.place';
import launchToken from '@salesforce/apex/TielineLaunch.launchToken';
import { PanelConversation } from 'c/tielineHostProtocol';
import { onTabFocus } from 'c/tielineTabFocus';
import { texts } from 'c/tielineTexts';

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
            this.refs.frame.src = this.address;
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
        if (data?.serverUrl) {
            const address = new URL(`/panels/${this.panel}`, data.serverUrl);
            address.searchParams.set('org', data.organizationId);
            this.origin = address.origin;
            this.language = data.language;
            this.address = address.href;
        } else if (data) {
            this.problem = texts.notConnected;
        } else if (error) {
            this.problem = texts.noAccess;
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

    welcome() {
        this.welcomedAbout = this.about ?? null;
        return { hostKind: 'lightning', panel: this.panel, locale: this.language, recordId: this.welcomedAbout, objectApiName: this.objectApiName ?? null };
    }

    disconnectedCallback() {
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
