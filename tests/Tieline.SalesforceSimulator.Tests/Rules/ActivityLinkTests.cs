using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>Invitees of events, and links that come back with the record they led to.</summary>
public sealed class ActivityLinkTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task An_invitee_is_invited_once_and_answers()
    {
        var meeting = await ann.NewIdAsync("Event", new { Subject = "Meeting", StartDateTime = "2026-10-01T10:00:00Z", DurationInMinutes = 30 });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez" });
        var relation = await ann.NewIdAsync("EventRelation", new { EventId = meeting, RelationId = contact });
        Assert.Equal("New", (string)(await ann.RowAsync("EventRelation", relation))["Status"]!);
        Assert.True((bool)(await ann.RowAsync("Event", meeting))["IsGroupEvent"]!);
        (await ann.CreateAsync("EventRelation", new { EventId = meeting, RelationId = contact })).Refused("DUPLICATE_VALUE");
        (await ann.CreateAsync("EventRelation", new { EventId = meeting, RelationId = ann.UserId })).Refused("FIELD_INTEGRITY_EXCEPTION");
        (await ann.UpdateAsync("EventRelation", relation, new { Status = "Accepted", Response = "Gladly" })).Is(204);
        Assert.NotNull((await ann.RowAsync("EventRelation", relation))["RespondedDate"]);
        (await ann.UpdateAsync("EventRelation", relation, new { Status = "Perhaps" })).Refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        Assert.Equal("Lopez", (string)(await ann.QueryAsync($"SELECT Relation.Name FROM EventRelation WHERE EventId = '{meeting}'")).Is(200).Records[0]!["Relation"]!["Name"]!);
        (await ann.DeleteAsync("Event", meeting)).Is(204);
        (await ann.GetAsync("sobjects/EventRelation/" + relation)).Refused("ENTITY_IS_DELETED", 404);
    }

    [Fact]
    public async Task An_event_whose_last_invitee_is_gone_is_no_group_event_until_he_comes_back()
    {
        var meeting = await ann.NewIdAsync("Event", new { Subject = "Meeting", StartDateTime = "2026-10-01T10:00:00Z", DurationInMinutes = 30 });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez" });
        var relation = await ann.NewIdAsync("EventRelation", new { EventId = meeting, RelationId = contact });
        (await ann.DeleteAsync("EventRelation", relation)).Is(204);
        Assert.False((bool)(await ann.RowAsync("Event", meeting))["IsGroupEvent"]!);
        await ann.NewIdAsync("EventRelation", new { EventId = meeting, RelationId = contact });
        (await ann.DeleteAsync("Contact", contact)).Is(204);
        Assert.False((bool)(await ann.RowAsync("Event", meeting))["IsGroupEvent"]!);
        await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(contact) });
        Assert.True((bool)(await ann.RowAsync("Event", meeting))["IsGroupEvent"]!);
    }

    [Fact]
    public async Task An_undeleted_record_gets_back_the_links_that_were_not_given_away()
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var other = await ann.NewIdAsync("Account", new { Name = "Other" });
        var kept = await ann.NewIdAsync("Task", new { Subject = "Call", WhatId = account });
        var moved = await ann.NewIdAsync("Task", new { Subject = "Call", WhatId = account });
        (await ann.DeleteAsync("Account", account)).Is(204);
        (await ann.UpdateAsync("Task", moved, new { WhatId = other })).Is(204);
        await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(account) });
        Assert.Equal((account, 1m), ((string)(await ann.RowAsync("Task", kept))["WhatId"]!, (decimal)(await ann.RowAsync("Task", kept))["WhatCount"]!));
        Assert.Equal(other, (string)(await ann.RowAsync("Task", moved))["WhatId"]!);
    }

    [Fact]
    public async Task A_task_whose_opportunity_is_deleted_belongs_to_no_account_and_is_stamped()
    {
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var deal = await ann.NewIdAsync("Opportunity", new { Name = "Deal", AccountId = account, StageName = "Prospecting", CloseDate = "2030-01-01" });
        var task = await ann.NewIdAsync("Task", new { Subject = "Call", WhatId = deal });
        var before = await ann.RowAsync("Task", task);
        Assert.Equal(account, (string)before["AccountId"]!);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        (await ann.DeleteAsync("Opportunity", deal)).Is(204);
        var after = await ann.RowAsync("Task", task);
        Assert.Equal((null, null, 0m), ((string?)after["WhatId"], (string?)after["AccountId"], (decimal)after["WhatCount"]!));
        Assert.NotEqual((string)before["SystemModstamp"]!, (string)after["SystemModstamp"]!);
        await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(deal) });
        Assert.Equal(account, (string)(await ann.RowAsync("Task", task))["AccountId"]!);
    }

    [Fact]
    public async Task A_member_and_a_case_hold_what_follows_from_their_person_and_org()
    {
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez", MailingCity = "Oslo", DoNotCall = true, Fax = "7" });
        var campaign = await ann.NewIdAsync("Campaign", new { Name = "Spring" });
        var member = await ann.RowAsync("CampaignMember", await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = contact }));
        Assert.Equal(("Oslo", true, false, "7"), ((string)member["City"]!, (bool)member["DoNotCall"]!, (bool)member["HasOptedOutOfFax"]!, (string)member["Fax"]!));
        var made = await ann.RowAsync("Case", await ann.NewIdAsync("Case", new { Subject = "x", Status = "Closed" }));
        Assert.True((bool)made["IsClosedOnCreate"]!);
        Assert.Equal("Default", (string)(await ann.GetAsync("sobjects/Case/" + (string)made["Id"]! + "/BusinessHours")).Is(200).Body!["Name"]!);
    }
}
