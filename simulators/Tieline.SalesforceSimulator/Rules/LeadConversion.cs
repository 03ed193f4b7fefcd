using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>How a lead is to be converted.</summary>
/// <param name="ContactId">An existing contact of <paramref name="AccountId"/>; null makes a new one.</param>
internal sealed record LeadConversionOrder(string LeadId, string? ConvertedStatus, string? AccountId, string? ContactId, string? OwnerId, string? OpportunityName, bool DoNotCreateOpportunity);

/// <summary>
/// Makes a lead an account, a contact and an opportunity; what was done with it goes over to them.
/// See https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_convertlead.htm
/// </summary>
internal sealed class LeadConversion(SalesforceOrg org, string userId, SaveOptions options)
{
    private readonly RecordWriter writer = new(org, userId, options);

    /// <summary>The lead as it is afterwards.</summary>
    public SalesforceRecord Convert(LeadConversionOrder order)
    {
        var lead = Checked(order);
        var owner = Owner(order, lead);
        var account = order.AccountId is { } accountId ? Existing(accountId, "Account") : New("Account", lead, LeadFields.Account, ("OwnerId", owner));
        var contact = order.ContactId is { } contactId ? Existing(contactId, "Contact") : New("Contact", lead, LeadFields.Contact, ("OwnerId", owner), ("AccountId", account.Id));
        if (contact.Text("AccountId") != account.Id) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "The contact does not belong to the account", "ContactId");
        var opportunity = order.DoNotCreateOpportunity ? null : Opportunity(order, lead, account, contact, owner);
        LeadHistory.Move(org, lead, contact, opportunity ?? account, account);
        var now = Moments.Cut(org.Clock.Now);
        var converted = lead.With("IsConverted", true).With("Status", order.ConvertedStatus).With("ConvertedDate", DateOnly.FromDateTime(now.UtcDateTime)).With("IsUnreadByOwner", false)
            .With("ConvertedAccountId", account.Id).With("ConvertedContactId", contact.Id).With("ConvertedOpportunityId", opportunity?.Id)
            .With("LastModifiedDate", now).With("LastModifiedById", userId).With("SystemModstamp", now);
        org.Records.Put(converted);
        return converted;
    }

    private SalesforceRecord Checked(LeadConversionOrder order)
    {
        var lead = Existing(order.LeadId, "Lead");
        if (!org.Access.Of(userId).Has("PermissionsConvertLeads")) throw new SalesforceRefusal(403, "INSUFFICIENT_ACCESS", "insufficient access rights to convert leads") { Fields = [] };
        if (!org.Access.On(userId, lead).Edit) throw SalesforceRefusal.NoAccess();
        if (lead.Is("IsConverted")) throw SalesforceRefusal.Bad("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", "LeadId");
        if (!org.Records.Rows("LeadStatus").Any(s => s.Is("IsConverted") && s.Text("ApiName") == order.ConvertedStatus))
            throw SalesforceRefusal.Bad("INVALID_STATUS", "invalid convertedStatus: " + order.ConvertedStatus, "ConvertedStatus");
        if (order is { ContactId: not null, AccountId: null }) throw SalesforceRefusal.Bad("MISSING_ARGUMENT", "AccountId is required when ContactId is given", "AccountId");
        org.Locks.Need([lead.Id]);
        return lead;
    }

    private string Owner(LeadConversionOrder order, SalesforceRecord lead)
    {
        var owner = org.Records.Find(order.OwnerId ?? lead.Text("OwnerId"));
        return owner is { ObjectName: "User" } ? owner.Id
            : throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Converted objects can only be owned by users.  If the lead is not owned by a user, you must specify a user for the Owner field.", "OwnerId");
    }

    private SalesforceRecord Existing(string id, string objectName) => org.FindAs(userId, id) is { IsDeleted: false } record && record.ObjectName == objectName
        ? record : throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", objectName + "Id");

    private SalesforceRecord Opportunity(LeadConversionOrder order, SalesforceRecord lead, SalesforceRecord account, SalesforceRecord contact, string owner)
    {
        var (stage, today) = (org.Schema["Opportunity"].Field("StageName")!.PicklistValues.First(v => v.Active).Value, DateOnly.FromDateTime(org.Clock.Now.UtcDateTime));
        var quarterEnd = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(3).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var opportunity = New("Opportunity", lead, LeadFields.Opportunity, ("OwnerId", owner), ("AccountId", account.Id), ("Name", order.OpportunityName ?? lead.Text("Company") + "-"), ("StageName", stage), ("CloseDate", quarterEnd));
        writer.Insert("OpportunityContactRole", new JsonObject { ["OpportunityId"] = opportunity.Id, ["ContactId"] = contact.Id, ["IsPrimary"] = true });
        return opportunity;
    }

    /// <summary>What the user may not write is left out.</summary>
    private SalesforceRecord New(string objectName, SalesforceRecord lead, IReadOnlyDictionary<string, string> mapping, params (string Field, string Value)[] others)
    {
        var seen = org.Access.SchemaOf(userId).Find(objectName) ?? throw SalesforceRefusal.NoAccess();
        var body = new JsonObject();
        foreach (var (to, from) in mapping)
            if (seen.Field(to) is { Createable: true } && lead[from] is { } value)
                body[to] = Rest.RestJson.Value(value, org.Schema["Lead"].Field(from)!.Type);
        foreach (var (field, value) in others) body[field] = value;
        return writer.Insert(objectName, body);
    }
}
