using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What campaign members and cases show of their person. It is the person's own, so it follows when he changes.</summary>
internal static class PersonMirrors
{
    private static readonly string[] Same = ["Salutation", "FirstName", "LastName", "Name", "Title", "Email", "Phone", "MobilePhone", "Fax", "Description", "LeadSource"];
    private static readonly string[] Flags = ["DoNotCall", "HasOptedOutOfEmail", "HasOptedOutOfFax"];
    private static readonly string[] Address = ["Street", "City", "State", "PostalCode", "Country"];

    /// <summary>The fields a campaign member has of a contact or lead.</summary>
    public static IEnumerable<(string Field, object? Value)> OfMember(SalesforceOrg org, SalesforceRecord person) =>
    [
        .. Same.Select(field => (field, person[field])),
        .. Flags.Select(field => (field, (object?)person.Is(field))),
        .. Address.Select(part => (part, person[(person.ObjectName == "Contact" ? "Mailing" : "") + part])),
        ("CompanyOrAccount", person["Company"] ?? org.Records.Find(person.Text("AccountId"))?["Name"]),
        ("Type", person.ObjectName), ("LeadOrContactId", person.Id), ("LeadOrContactOwnerId", person["OwnerId"]),
    ];

    /// <summary>The fields a case has of its contact.</summary>
    public static IEnumerable<(string Field, object? Value)> OfCase(SalesforceRecord? contact) =>
        [("ContactPhone", contact?["Phone"]), ("ContactMobile", contact?["MobilePhone"]), ("ContactEmail", contact?["Email"]), ("ContactFax", contact?["Fax"])];

    /// <summary>To be called when a contact, a lead or an account was changed.</summary>
    public static void Follow(SalesforceOrg org, SalesforceRecord before, SalesforceRecord changed)
    {
        if (changed.ObjectName == "Account")
        {
            if (Equals(before["Name"], changed["Name"])) return;
            foreach (var contact in org.Records.Table("Contact").WithText("AccountId", changed.Id).Where(c => !c.IsDeleted).ToList()) Members(org, contact);
            return;
        }

        Members(org, changed);
        if (changed.ObjectName != "Contact") return;
        foreach (var row in org.Records.Table("Case").WithText("ContactId", changed.Id).Where(c => !c.IsDeleted).ToList()) Put(org, row, OfCase(changed));
    }

    /// <summary>A member that was a lead goes by the contact it became.</summary>
    private static void Members(SalesforceOrg org, SalesforceRecord person)
    {
        var members = org.Records.Table("CampaignMember").WithText(person.ObjectName + "Id", person.Id).Where(m => !m.IsDeleted && (person.ObjectName == "Contact" || m["ContactId"] is null));
        foreach (var member in members.ToList()) Put(org, member, OfMember(org, person));
    }

    private static void Put(SalesforceOrg org, SalesforceRecord row, IEnumerable<(string Field, object? Value)> values)
    {
        var stale = values.Where(v => !Equals(row[v.Field], v.Value)).ToList();
        if (stale.Count > 0) org.Records.Put(stale.Aggregate(row, (now, v) => now.With(v.Field, v.Value)));
    }
}
