using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>What campaign members and cases show of their person, and what a campaign counts, is true at any time.</summary>
public sealed class PersonMirrorTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private string account = "";
    private string contact = "";
    private string campaign = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez", AccountId = account, Email = "old@acme.example", Phone = "1" });
        campaign = await ann.NewIdAsync("Campaign", new { Name = "Spring" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task Members_follow_their_contact_and_its_account()
    {
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = contact });
        (await ann.UpdateAsync("Contact", contact, new { FirstName = "Maria", Email = "new@acme.example", Phone = (string?)null })).Is(204);
        (await ann.UpdateAsync("Account", account, new { Name = "Acme Rockets" })).Is(204);
        var row = await ann.RowAsync("CampaignMember", member);
        Assert.Equal(("Maria Lopez", "new@acme.example", null, "Acme Rockets"), ((string?)row["Name"], (string?)row["Email"], (string?)row["Phone"], (string?)row["CompanyOrAccount"]));
    }

    [Fact]
    public async Task Members_follow_their_lead()
    {
        var lead = await ann.NewIdAsync("Lead", new { LastName = "Prospect", Company = "Small" });
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, LeadId = lead });
        (await ann.UpdateAsync("Lead", lead, new { Company = "Large", City = "Oslo" })).Is(204);
        var row = await ann.RowAsync("CampaignMember", member);
        Assert.Equal(("Large", "Oslo"), ((string?)row["CompanyOrAccount"], (string?)row["City"]));
    }

    [Fact]
    public async Task Cases_follow_their_contact_and_show_nothing_without_one()
    {
        var id = await ann.NewIdAsync("Case", new { Subject = "x", ContactId = contact });
        (await ann.UpdateAsync("Contact", contact, new { Email = "new@acme.example" })).Is(204);
        Assert.Equal("new@acme.example", (string)(await ann.RowAsync("Case", id))["ContactEmail"]!);
        (await ann.UpdateAsync("Case", id, new { ContactId = (string?)null })).Is(204);
        var row = await ann.RowAsync("Case", id);
        Assert.Equal((null, null), ((string?)row["ContactEmail"], (string?)row["ContactPhone"]));
    }

    [Fact]
    public async Task A_case_whose_contact_is_deleted_shows_nothing_of_it_until_it_is_back()
    {
        await org.ControlAsync("switches", new JsonObject { ["casesKeepParents"] = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var id = await ann.NewIdAsync("Case", new { Subject = "x", ContactId = contact });
        var before = (string)(await ann.RowAsync("Case", id))["SystemModstamp"]!;
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        (await ann.DeleteAsync("Contact", contact)).Is(204);
        var row = await ann.RowAsync("Case", id);
        Assert.Equal((null, null), ((string?)row["ContactId"], (string?)row["ContactEmail"]));
        Assert.NotEqual(before, (string)row["SystemModstamp"]!);
        Assert.Equal(before, (string)row["LastModifiedDate"]!);
        await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(contact) });
        Assert.Equal("old@acme.example", (string)(await ann.RowAsync("Case", id))["ContactEmail"]!);
    }

    [Fact]
    public async Task A_campaign_counts_its_members_and_opportunities()
    {
        string[] fields = ["NumberOfLeads", "NumberOfConvertedLeads", "NumberOfContacts", "NumberOfResponses", "NumberOfOpportunities", "NumberOfWonOpportunities", "AmountAllOpportunities", "AmountWonOpportunities"];
        async Task<string> CountsAsync()
        {
            var row = await ann.RowAsync("Campaign", campaign);
            return string.Join(' ', fields.Select(f => (double)row[f]!));
        }

        Assert.Equal("0 0 0 0 0 0 0 0", await CountsAsync());
        var lead = await ann.NewIdAsync("Lead", new { LastName = "Prospect", Company = "Small" });
        await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, LeadId = lead });
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = contact, Status = "Responded" });
        await ann.NewIdAsync("Opportunity", new { Name = "Open", StageName = "Prospecting", CloseDate = "2030-01-01", CampaignId = campaign, Amount = 10 });
        var won = await ann.NewIdAsync("Opportunity", new { Name = "Won", StageName = "Closed Won", CloseDate = "2030-01-01", CampaignId = campaign, Amount = 5 });
        Assert.Equal("1 0 1 1 2 1 15 5", await CountsAsync());
        Assert.Equal(1, (int)(await ann.QueryAsync("SELECT Id FROM Campaign WHERE NumberOfResponses = 1 AND AmountAllOpportunities > 14")).Is(200).Body!["totalSize"]!);
        var order = new JsonObject { ["user"] = "ann.berg@nordlys.example", ["leadId"] = lead, ["convertedStatus"] = "Closed - Converted", ["doNotCreateOpportunity"] = true };
        Assert.True((bool)(await org.ControlAsync("leads/convert", order))!["success"]!);
        Assert.Equal("1 1 2 1 2 1 15 5", await CountsAsync());
        (await ann.DeleteAsync("CampaignMember", member)).Is(204);
        (await ann.UpdateAsync("Opportunity", won, new { CampaignId = (string?)null })).Is(204);
        Assert.Equal("1 1 1 0 1 0 10 0", await CountsAsync());
        (await ann.UpdateAsync("Campaign", campaign, new { NumberOfLeads = 7 })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
    }
}
