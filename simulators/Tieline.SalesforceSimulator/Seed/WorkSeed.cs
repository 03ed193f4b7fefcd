using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Cases, opportunities, a webinar campaign and open to-dos.</summary>
public static class WorkSeed
{
    private static readonly string[] Troubles = ["Cannot sign in", "Invoice is wrong", "Delivery is late", "Device does not start", "Question about warranty", "Change of address", "Noise on the line", "Upgrade fails"];
    private static readonly string[] Deals = ["Renewal", "New licences", "Pilot", "Expansion", "Support plan"];
    private static readonly string[] OpenStages = ["Prospecting", "Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review"];

    public static void Fill(Story story)
    {
        var contacts = story.Org.Records.Rows("Contact").ToList();
        var accounts = story.Org.Records.Rows("Account").ToList();
        for (var i = 0; i < 36; i++) Case(story, contacts[i * 3], i);
        for (var i = 0; i < 48; i++) Opportunity(story, accounts[i % accounts.Count], i);
        Campaign(story, contacts);
        for (var i = 0; i < 10; i++) ToDo(story, contacts[i * 11], i);
    }

    private static void Case(Story story, SalesforceRecord contact, int index) => story.Add("Case", new JsonObject
    {
        ["ContactId"] = contact.Id, ["Subject"] = Troubles[index % Troubles.Length], ["Origin"] = story.One(["Phone", "Email", "Web"]), ["Priority"] = story.One(["High", "Medium", "Low"]),
        ["Status"] = index % 6 == 5 ? "Closed" : index % 3 == 1 ? "Working" : "New",
    }, story.Chance.Next(1, 60));

    private static void Opportunity(Story story, SalesforceRecord account, int index) => story.Add("Opportunity", new JsonObject
    {
        ["AccountId"] = account.Id, ["Name"] = $"{account.Text("Name")} - {Deals[index % Deals.Length]}", ["Amount"] = story.Chance.Next(2, 300) * 500,
        ["StageName"] = index % 6 == 5 ? story.One(["Closed Won", "Closed Lost"]) : OpenStages[index % OpenStages.Length],
        ["CloseDate"] = DateOnly.FromDateTime(story.Org.Clock.Now.UtcDateTime).AddDays(story.Chance.Next(-30, 120)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    }, story.Chance.Next(1, 120));

    private static void Campaign(Story story, List<SalesforceRecord> contacts)
    {
        var campaign = story.Add("Campaign", new JsonObject { ["Name"] = "Autumn Webinar", ["Type"] = "Webinar", ["Status"] = "Planned", ["IsActive"] = true });
        foreach (var contact in contacts.Where((_, i) => i % 8 == 0))
            story.Add("CampaignMember", new JsonObject { ["CampaignId"] = campaign.Id, ["ContactId"] = contact.Id, ["Status"] = "Sent" });
        foreach (var lead in story.Org.Records.Rows("Lead").Where(l => !l.Is("IsConverted")).Take(10).ToList())
            story.Add("CampaignMember", new JsonObject { ["CampaignId"] = campaign.Id, ["LeadId"] = lead.Id });
    }

    private static void ToDo(Story story, SalesforceRecord contact, int index) => story.Add("Task", new JsonObject
    {
        ["Subject"] = story.One(["Send Quote", "Send Letter", "Prepare offer", "Check delivery"]), ["WhoId"] = contact.Id, ["Priority"] = index % 4 == 0 ? "High" : "Normal",
        ["ActivityDate"] = DateOnly.FromDateTime(story.Org.Clock.Now.UtcDateTime).AddDays(index - 3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    });
}
