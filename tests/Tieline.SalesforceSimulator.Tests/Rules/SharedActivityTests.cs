using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>Tasks about several contacts, in an org that has switched that on.</summary>
public sealed class SharedActivityTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private string[] contacts = [];

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        contacts = [await ann.NewIdAsync("Contact", new { LastName = "One" }), await ann.NewIdAsync("Contact", new { LastName = "Two" }), await ann.NewIdAsync("Contact", new { LastName = "Three" })];
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task SwitchAsync(bool on = true) => org.ControlAsync("switches", new JsonObject { ["sharedActivities"] = on });

    private async Task<string[]> RelationsAsync(string task, bool isWhat = false) =>
        [.. (await ann.QueryAsync($"SELECT RelationId FROM TaskRelation WHERE TaskId = '{task}' AND IsWhat = {(isWhat ? "true" : "false")}")).Is(200).Records.Select(r => (string)r!["RelationId"]!)];

    [Fact]
    public async Task Without_the_setting_there_is_nothing_of_it()
    {
        (await ann.QueryAsync("SELECT Id FROM TaskRelation")).Refused("INVALID_TYPE");
        (await ann.CreateAsync("Task", new { Subject = "Call", TaskWhoIds = contacts })).Refused("INVALID_FIELD");
        (await ann.GetAsync("sobjects/TaskRelation/describe")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task A_task_is_about_several_contacts_and_the_first_is_its_name()
    {
        await SwitchAsync();
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var task = await ann.NewIdAsync("Task", new { Subject = "Call", WhatId = account, TaskWhoIds = contacts[..2] });
        var row = await ann.RowAsync("Task", task);
        Assert.Equal((contacts[0], 2m, 1m), ((string)row["WhoId"]!, (decimal)row["WhoCount"]!, (decimal)row["WhatCount"]!));
        Assert.Equal(contacts[..2], await RelationsAsync(task));
        Assert.Equal([account], await RelationsAsync(task, isWhat: true));

        var added = await ann.NewIdAsync("TaskRelation", new { TaskId = task, RelationId = contacts[2] });
        Assert.Equal(3m, (decimal)(await ann.RowAsync("Task", task))["WhoCount"]!);
        (await ann.CreateAsync("TaskRelation", new { TaskId = task, RelationId = contacts[2] })).Refused("DUPLICATE_VALUE");
        (await ann.DeleteAsync("TaskRelation", added)).Is(204);
        (await ann.UpdateAsync("Task", task, new { Subject = "Call again" })).Is(204);
        Assert.Equal(contacts[..2], await RelationsAsync(task));
        (await ann.UpdateAsync("Task", task, new { TaskWhoIds = contacts[1..] })).Is(204);
        Assert.Equal((contacts[1], 2m), ((string)(await ann.RowAsync("Task", task))["WhoId"]!, (decimal)(await ann.RowAsync("Task", task))["WhoCount"]!));
        Assert.Contains((await ann.GetAsync("sobjects/Task/describe")).Body!["childRelationships"]!.AsArray(), c => c!["junctionIdListNames"]!.AsArray().Any(n => (string)n! == "TaskWhoIds"));
    }

    [Fact]
    public async Task Tasks_that_were_there_get_their_relation_when_the_setting_comes()
    {
        var task = await ann.NewIdAsync("Task", new { Subject = "Call", WhoId = contacts[0] });
        await SwitchAsync();
        Assert.Equal([contacts[0]], await RelationsAsync(task));
        await SwitchAsync(on: false);
        (await ann.QueryAsync("SELECT Id FROM TaskRelation")).Refused("INVALID_TYPE");
    }

    [Fact]
    public async Task A_list_that_cannot_be_is_refused()
    {
        await SwitchAsync();
        var lead = await ann.NewIdAsync("Lead", new { LastName = "L", Company = "C" });
        (await ann.CreateAsync("Task", new { Subject = "x", TaskWhoIds = new[] { lead, contacts[0] } })).Refused("FIELD_INTEGRITY_EXCEPTION");
        (await ann.CreateAsync("Task", new { Subject = "x", TaskWhoIds = new[] { "nonsense" } })).Refused("MALFORMED_ID");
        (await ann.CreateAsync("Task", new { Subject = "x", TaskWhoIds = "nonsense" })).Refused("JSON_PARSER_ERROR");
        (await ann.CreateAsync("Task", new { Subject = "x", TaskWhoIds = new[] { contacts[0], ann.UserId } })).Refused("INVALID_CROSS_REFERENCE_KEY");
        await ann.NewIdAsync("Task", new { Subject = "x", TaskWhoIds = new[] { lead } });
    }

    [Fact]
    public async Task A_contact_that_is_deleted_leaves_the_task_to_the_others()
    {
        await SwitchAsync();
        var task = await ann.NewIdAsync("Task", new { Subject = "Call", TaskWhoIds = contacts });
        (await ann.DeleteAsync("Contact", contacts[0])).Is(204);
        var row = await ann.RowAsync("Task", task);
        Assert.Equal((contacts[1], 2m), ((string)row["WhoId"]!, (decimal)row["WhoCount"]!));
        await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(contacts[0]) });
        Assert.Equal(3m, (decimal)(await ann.RowAsync("Task", task))["WhoCount"]!);
    }

    [Fact]
    public async Task A_leads_task_is_about_the_contact_it_becomes()
    {
        await SwitchAsync();
        var lead = await ann.NewIdAsync("Lead", new { LastName = "L", Company = "C" });
        var task = await ann.NewIdAsync("Task", new { Subject = "x", WhoId = lead });
        await org.ControlAsync("leads/convert", new JsonObject { ["user"] = "ann.berg@nordlys.example", ["leadId"] = lead, ["convertedStatus"] = "Closed - Converted" });
        var row = await ann.RowAsync("Task", task);
        Assert.Equal([(string)row["WhoId"]!], await RelationsAsync(task));
        Assert.Equal([(string)row["WhatId"]!], await RelationsAsync(task, isWhat: true));
        Assert.StartsWith("003", (string)row["WhoId"]!, StringComparison.Ordinal);
    }
}
