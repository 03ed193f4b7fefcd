using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class LeadConversionTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient admin = null!;
    private string lead = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
        lead = await ann.NewIdAsync("Lead", new { FirstName = "Jo", LastName = "Prospect", Company = "Prospect Ltd", Phone = "123", Email = "jo@prospect.example", City = "Oslo", LeadSource = "Web" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private async Task<JsonNode> ConvertAsync(params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["user"] = "ann.berg@nordlys.example", ["leadId"] = lead, ["convertedStatus"] = "Closed - Converted" };
        foreach (var (name, value) in members) body[name] = value;
        return (await org.ControlAsync("leads/convert", body))!;
    }

    private async Task<string> RefusalAsync(params (string Name, JsonNode? Value)[] members)
    {
        var answer = await ConvertAsync(members);
        Assert.False((bool)answer["success"]!);
        Assert.False((bool)(await ann.RowAsync("Lead", lead))["IsConverted"]!);
        Assert.Equal(0, (int)(await ann.QueryAsync("SELECT Id FROM Account WHERE Name = 'Prospect Ltd'")).Body!["totalSize"]!);
        return (string)answer["errors"]![0]!["statusCode"]!;
    }

    [Fact]
    public async Task A_lead_becomes_an_account_a_contact_and_an_opportunity()
    {
        var done = await ConvertAsync();
        Assert.True((bool)done["success"]!, done.ToJsonString());
        var (accountId, contactId, opportunityId) = ((string)done["accountId"]!, (string)done["contactId"]!, (string)done["opportunityId"]!);
        var row = await ann.RowAsync("Lead", lead);
        Assert.Equal((true, "Closed - Converted", accountId, contactId, opportunityId), ((bool)row["IsConverted"]!, (string)row["Status"]!, (string)row["ConvertedAccountId"]!, (string)row["ConvertedContactId"]!, (string)row["ConvertedOpportunityId"]!));
        var account = await ann.RowAsync("Account", accountId);
        Assert.Equal(("Prospect Ltd", "123", "Oslo", "Web"), ((string)account["Name"]!, (string)account["Phone"]!, (string)account["BillingCity"]!, (string)account["AccountSource"]!));
        var contact = await ann.RowAsync("Contact", contactId);
        Assert.Equal(("Jo Prospect", "jo@prospect.example", accountId), ((string)contact["Name"]!, (string)contact["Email"]!, (string)contact["AccountId"]!));
        var opportunity = await ann.RowAsync("Opportunity", opportunityId);
        Assert.Equal(("Prospect Ltd-", "Prospecting", accountId), ((string)opportunity["Name"]!, (string)opportunity["StageName"]!, (string)opportunity["AccountId"]!));
        Assert.Equal(contactId, (string)(await ann.QueryAsync($"SELECT ContactId FROM OpportunityContactRole WHERE OpportunityId = '{opportunityId}' AND IsPrimary = true")).Records.Single()!["ContactId"]!);
        (await ann.UpdateAsync("Lead", lead, new { Title = "x" })).Refused("CANNOT_UPDATE_CONVERTED_LEAD");
        Assert.Equal("CANNOT_UPDATE_CONVERTED_LEAD", (string)(await ConvertAsync())["errors"]![0]!["statusCode"]!);
    }

    [Fact]
    public async Task What_was_done_with_the_lead_goes_over_to_the_contact()
    {
        var task = await ann.NewIdAsync("Task", new { Subject = "Call", WhoId = lead, Status = "Completed" });
        var meeting = await ann.NewIdAsync("Event", new { Subject = "Meet", WhoId = lead, StartDateTime = "2030-01-01T10:00:00Z", DurationInMinutes = 30 });
        var campaign = await ann.NewIdAsync("Campaign", new { Name = "Talk" });
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, LeadId = lead, Status = "Responded" });
        var done = await ConvertAsync(("doNotCreateOpportunity", true));
        Assert.Null(done["opportunityId"]);
        var (account, contact) = ((string)done["accountId"]!, (string)done["contactId"]!);
        foreach (var (name, id) in new[] { ("Task", task), ("Event", meeting) })
        {
            var row = await ann.RowAsync(name, id);
            Assert.Equal((contact, account, account), ((string)row["WhoId"]!, (string)row["WhatId"]!, (string)row["AccountId"]!));
        }

        var kept = await ann.RowAsync("CampaignMember", member);
        Assert.Equal((lead, contact, "Responded"), ((string)kept["LeadId"]!, (string)kept["ContactId"]!, (string)kept["Status"]!));
        (await ann.UpdateAsync("CampaignMember", member, new { Status = "Sent" })).Is(204);
        kept = await ann.RowAsync("CampaignMember", member);
        Assert.Equal((lead, contact, "Sent"), ((string)kept["LeadId"]!, (string)kept["ContactId"]!, (string)kept["Status"]!));
    }

    [Fact]
    public async Task A_lead_can_join_an_account_and_a_contact_that_exist()
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Known" });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Known", AccountId = account });
        var stranger = await ann.NewIdAsync("Contact", new { LastName = "Stranger" });
        Assert.Equal("INVALID_CROSS_REFERENCE_KEY", await RefusalAsync(("accountId", account), ("contactId", stranger)));
        Assert.Equal("MISSING_ARGUMENT", await RefusalAsync(("contactId", contact)));
        var done = await ConvertAsync(("accountId", account), ("contactId", contact), ("opportunityName", "Deal"));
        Assert.Equal((account, contact), ((string)done["accountId"]!, (string)done["contactId"]!));
        Assert.Equal("Deal", (string)(await ann.RowAsync("Opportunity", (string)done["opportunityId"]!))["Name"]!);
    }

    [Fact]
    public async Task A_status_that_does_not_mean_converted_is_refused()
    {
        Assert.Equal("INVALID_STATUS", await RefusalAsync(("convertedStatus", "Working - Contacted")));
        Assert.Equal(["Closed - Converted"], (await ann.QueryAsync("SELECT MasterLabel FROM LeadStatus WHERE IsConverted = true")).Records.Select(r => (string)r!["MasterLabel"]!));
        await org.ControlAsync("picklists", JsonNode.Parse("""{"object":"Lead","field":"Status","values":[{"value":"Neu","default":true},{"value":"Kunde","closed":true}]}"""));
        Assert.True((bool)(await ConvertAsync(("convertedStatus", "Kunde")))["success"]!);
    }

    [Fact]
    public async Task A_lead_of_a_queue_needs_an_owner_to_be_named()
    {
        var queue = (string)(await ann.QueryAsync("SELECT Id FROM Group WHERE Type = 'Queue'")).Records[0]!["Id"]!;
        (await ann.UpdateAsync("Lead", lead, new { OwnerId = queue })).Is(204);
        Assert.Equal("FIELD_INTEGRITY_EXCEPTION", await RefusalAsync());
        var done = await ConvertAsync(("ownerId", admin.UserId));
        Assert.Equal(admin.UserId, (string)(await ann.RowAsync("Contact", (string)done["contactId"]!))["OwnerId"]!);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_conversion_that_fails_halfway()
    {
        await org.ControlAsync("duplicates", JsonNode.Parse("""{"object":"Contact","fields":["Email"],"action":"alert"}"""));
        await ann.NewIdAsync("Contact", new { LastName = "Twin", Email = "jo@prospect.example" });
        Assert.Equal("DUPLICATES_DETECTED", await RefusalAsync());
        Assert.True((bool)(await ConvertAsync(("allowDuplicates", true)))["success"]!);
    }
}
