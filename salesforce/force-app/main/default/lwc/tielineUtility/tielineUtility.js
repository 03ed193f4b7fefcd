import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { EnclosingUtilityId, getInfo, minimize, onUtilityClick, open, updateUtility } from 'lightning/platformUtilityBarApi';

/**
 * What every item of the utility bar that holds a panel does. Each item is a component of its own with its own template.
 * On a page there is no item to open or to label: it is always shown.
 */
export default class TielineUtility extends LightningElement {
    /** Undefined until Lightning has told, and on a page. */
    shown;
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
        const { utilityVisible } = await getInfo(utilityId);
        this.shown ??= utilityVisible; // A click may have come meanwhile.
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
        if (this.utilityId) {
            this.shown = true;
            await open(this.utilityId, { autoFocus: false });
            await this.update({ highlighted: false });
        }
    }

    async minimize() {
        if (this.utilityId) {
            this.shown = false;
            await minimize(this.utilityId);
        }
    }

    highlight() {
        return this.update({ highlighted: true });
    }

    relabel({ detail }) {
        return this.update({ label: detail.text });
    }

    async update(change) {
        if (this.utilityId) {
            await updateUtility(this.utilityId, change);
        }
    }
}
