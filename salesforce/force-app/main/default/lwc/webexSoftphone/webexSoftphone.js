import { wire } from 'lwc';
import { MessageContext, subscribe, unsubscribe } from 'lightning/messageService';
import SOFTPHONE from '@salesforce/messageChannel/Tieline_Softphone__c';
import TielineUtility from 'c/tielineUtility';

/** The softphone. Components on records reach it by the message channel. */
export default class WebexSoftphone extends TielineUtility {
    @wire(MessageContext)
    context;

    subscription;

    connectedCallback() {
        this.subscription = subscribe(this.context, SOFTPHONE, (message) => this.asked(message));
    }

    disconnectedCallback() {
        unsubscribe(this.subscription);
    }

    async asked({ deed, number, recordId, objectApiName, name }) {
        await this.open();
        if (deed === 'clickToDial') {
            this.refs.panel.clickToDial({ number, recordId, objectApiName, name });
        }
    }
}
