using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The records that tests and the tour name.</summary>
public static class FixedRecords
{
    /// <summary>Contacts with a number of their own, stored as +12025550201 and on.</summary>
    public const int OwnNumbers = 20;

    public static void Fill(Story story)
    {
        var acme = Account(story, "Acme Rockets", "(202) 555-0140", "US", "Washington", "DC", "Engineering");
        Contact(story, acme, "Maria", "Lopez", "(202) 555-0143", "US", "Head of Purchasing");
        Contact(story, acme, "Ivy", "Extension", "+1 (202) 555-0150 x204", "US", "Front Desk");
        var harbor = Account(story, "Harbor Freight Lines", "+1 202-555-0180", "US", "Baltimore", "MD", "Shipping");
        Contact(story, harbor, "Nina", "Park", "+1 202 555 0188", "US", "Dispatcher");
        Contact(story, harbor, "Omar", "Haddad", "202.555.0188", "US", "Dispatcher");
        var fjord = Account(story, "Blue Fjord", "+45 33 12 34 56", "DK", "København", null, "Energy");
        foreach (var (first, last, stored) in new[] { ("Freja", "Holst", "+4533123456"), ("Mikkel", "Dahl", "33 12 34 56"), ("Sofie", "Krogh", "0045 3312 3456") })
            Contact(story, fjord, first, last, stored, "DK", "Engineer");
        Lead(story, "Jens", "Olsen", "Olsen Vindmøller", "20 12 34 56", "DK");
        Converted(story, acme);
        for (var i = 1; i <= OwnNumbers; i++)
            Contact(story, i % 2 == 0 ? acme : harbor, Names.First[^i], Names.Last[^i], $"+120255502{i:00}", "US", "Buyer");
    }

    /// <summary>A lead that became a contact: its number must match nobody.</summary>
    private static void Converted(Story story, SalesforceRecord account)
    {
        var contact = Contact(story, account, "Olda", "Lead", null, "US", "Consultant");
        var lead = Lead(story, "Old", "Lead", "Lead Works", "+12025550177", "US");
        story.Org.Records.Put(lead.With("IsConverted", true).With("Status", "Closed - Converted").With("ConvertedAccountId", account.Id).With("ConvertedContactId", contact.Id)
            .With("ConvertedDate", DateOnly.FromDateTime(story.Org.Clock.Now.UtcDateTime)).With("IsUnreadByOwner", false));
    }

    private static SalesforceRecord Account(Story story, string name, string phone, string country, string city, string? state, string industry) =>
        story.Add("Account", new JsonObject
        {
            ["Name"] = name, ["Phone"] = phone, ["BillingCountry"] = country, ["BillingCity"] = city, ["BillingState"] = state, ["Industry"] = industry, ["Type"] = "Customer - Direct",
        }, story.DaysAgo());

    private static SalesforceRecord Contact(Story story, SalesforceRecord account, string first, string last, string? phone, string country, string title) =>
        story.Add("Contact", new JsonObject
        {
            ["FirstName"] = first, ["LastName"] = last, ["Phone"] = phone, ["AccountId"] = account.Id, ["MailingCountry"] = country, ["Title"] = title,
            ["Email"] = Names.Mail(first, last, account.Text("Name")!),
        }, story.DaysAgo());

    private static SalesforceRecord Lead(Story story, string first, string last, string company, string phone, string country) =>
        story.Add("Lead", new JsonObject
        {
            ["FirstName"] = first, ["LastName"] = last, ["Company"] = company, ["Phone"] = phone, ["Country"] = country, ["LeadSource"] = "Web", ["Email"] = Names.Mail(first, last, company),
        }, story.DaysAgo());
}
