import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { EnclosingUtilityId, getInfo, minimize, onUtilityClick, open, updateUtility } from 'lightning/platformUtilityBarApi';

/** What every item of the utility bar that holds a panel does. Each item is a component of its own with its own template. */
export default class TielineUtility extends LightningElement {
    shown = false;
    looked = { recordId: null, objectApiName: null };
    listening = false;

    @wire(EnclosingUtilityId)
    async placed(utilityId) {
        if (!utilityId || this.listening) {
            return;
        }
        this.utilityId = utilityId;
        this.listening = true;
        onUtilityClick(utilityId, ({ panelVisible }) => {
            this.shown = panelVisible;
        });
        this.shown = (await getInfo(utilityId)).panelVisible;
    }

    @wire(CurrentPageReference)
    moved(page) {
        const at = page?.type === 'standard__recordPage' ? page.attributes : {};
        this.looked = { recordId: at.recordId ?? null, objectApiName: at.objectApiName ?? null };
        this.refs?.panel?.lookAt(this.looked.recordId, this.looked.objectApiName, null);
    }

    renderedCallback() {
        this.refs.panel.lookAt(this.looked.recordId, this.looked.objectApiName, null);
    }

    async open() {
        this.shown = true;
        await open(this.utilityId, { autoFocus: false });
        await updateUtility(this.utilityId, { highlighted: false });
    }

    async minimize() {
        this.shown = false;
        await minimize(this.utilityId);
    }

    highlight() {
        return updateUtility(this.utilityId, { highlighted: true });
    }

    relabel({ detail }) {
        return updateUtility(this.utilityId, { label: detail.text });
    }
}
