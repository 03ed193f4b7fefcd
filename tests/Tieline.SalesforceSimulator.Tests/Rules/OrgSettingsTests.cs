using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>What differs from org to org: picklists, record types, and what the cloud's documents leave open.</summary>
public sealed class OrgSettingsTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task SwitchAsync(string name, bool value) => org.ControlAsync("switches", new JsonObject { [name] = value });

    private async Task<string> OneAsync(string soql) => (string)(await ann.QueryAsync(soql)).Is(200).Records[0]!["Id"]!;

    private async Task<JsonNode> FieldAsync(string objectName, string field) =>
        (await ann.GetAsync($"sobjects/{objectName}/describe")).Is(200).Body!["fields"]!.AsArray().Single(f => (string)f!["name"]! == field)!;

    [Fact]
    public async Task An_org_has_picklist_values_of_its_own()
    {
        var before = (await ann.GetAsync("sobjects/Task/describe")).ContentHeaders.LastModified!.Value;
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        await org.ControlAsync("picklists", JsonNode.Parse("""
            {"object":"Task","field":"Status","values":[{"value":"Offen","default":true},{"value":"Erledigt","label":"Ist erledigt","closed":true},{"value":"Alt","active":false}]}
            """));
        var values = (await FieldAsync("Task", "Status"))["picklistValues"]!.AsArray();
        Assert.Equal("Offen Offen True True|Erledigt Ist erledigt False True|Alt Alt False False",
            string.Join('|', values.Select(v => $"{v!["value"]} {v["label"]} {(bool)v["defaultValue"]!} {(bool)v["active"]!}")));
        Assert.True((await ann.GetAsync("sobjects/Task/describe")).ContentHeaders.LastModified > before);
        Assert.Equal("Offen", (string)(await ann.RowAsync("Task", await ann.NewIdAsync("Task", new { Subject = "x" })))["Status"]!);
        Assert.True((bool)(await ann.RowAsync("Task", await ann.NewIdAsync("Task", new { Subject = "x", Status = "Erledigt" })))["IsClosed"]!);
        Assert.False((bool)(await ann.RowAsync("Task", await ann.NewIdAsync("Task", new { Subject = "x", Status = "Completed" })))["IsClosed"]!);
        Assert.Equal("Erledigt", (string)(await ann.QueryAsync("SELECT ApiName FROM TaskStatus WHERE IsClosed = true")).Records.Single()!["ApiName"]!);
        await org.ControlAsync("reset");
        ann = await org.AsAsync();
        Assert.Contains("Completed", (await FieldAsync("Task", "Status"))["picklistValues"]!.AsArray().Select(v => (string)v!["value"]!));
    }

    [Fact]
    public async Task A_restricted_picklist_takes_the_orgs_values_only()
    {
        await org.ControlAsync("picklists", JsonNode.Parse("""{"object":"Task","field":"CallType","values":[{"value":"Inbound"},{"value":"Outbound","active":false}]}"""));
        (await ann.CreateAsync("Task", new { Subject = "x", CallType = "Inbound" })).Is(201);
        (await ann.CreateAsync("Task", new { Subject = "x", CallType = "Outbound" })).Refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        (await ann.CreateAsync("Task", new { Subject = "x", CallType = "Internal" })).Refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    }

    [Theory]
    [InlineData("""{"object":"Nothing","field":"Status","values":[{"value":"x"}]}""")]
    [InlineData("""{"object":"Task","field":"Subject2","values":[{"value":"x"}]}""")]
    [InlineData("""{"object":"Task","field":"Description","values":[{"value":"x"}]}""")]
    [InlineData("""{"object":"Task","field":"Status","values":[]}""")]
    [InlineData("""{"object":"Task","field":"Status","values":[{"value":"x"},{"value":"X"}]}""")]
    [InlineData("""{"object":"Task","field":"Status","values":[{"valeu":"x"}]}""")]
    public async Task A_picklist_that_makes_no_sense_is_refused(string body)
    {
        using var response = await org.Http.PostAsync("/control/picklists", TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.NotEmpty((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!);
    }

    [Fact]
    public async Task A_record_has_a_type_where_its_object_has_types()
    {
        var infos = (await ann.GetAsync("sobjects/Account/describe")).Is(200).Body!["recordTypeInfos"]!.AsArray();
        Assert.Equal(["Business_Account", "Partner_Account", "Master"], infos.Select(i => (string)i!["developerName"]!));
        var (business, partner) = ((string)infos[0]!["recordTypeId"]!, (string)infos[1]!["recordTypeId"]!);
        Assert.Equal((true, false), ((bool)infos[0]!["defaultRecordTypeMapping"]!, (bool)infos[2]!["defaultRecordTypeMapping"]!));
        var id = await ann.NewIdAsync("Account", new { Name = "Typed" });
        Assert.Equal(business, (string)(await ann.RowAsync("Account", id))["RecordTypeId"]!);
        (await ann.UpdateAsync("Account", id, new { RecordTypeId = partner })).Is(204);
        Assert.Equal("Partner Account", (string)(await ann.QueryAsync($"SELECT RecordType.Name FROM Account WHERE Id = '{id}'")).Records[0]!["RecordType"]!["Name"]!);
        var task = await ann.NewIdAsync("Task", new { Subject = "x" });
        Assert.Null((await ann.RowAsync("Task", task))["RecordTypeId"]);
        (await ann.UpdateAsync("Task", task, new { RecordTypeId = partner })).Refused("INVALID_CROSS_REFERENCE_KEY");
        var call = await admin.NewIdAsync("RecordType", new { Name = "Call", DeveloperName = "Call", SobjectType = "Task", IsActive = true });
        Assert.Equal(call, (string)(await ann.RowAsync("Task", await ann.NewIdAsync("Task", new { Subject = "y" })))["RecordTypeId"]!);
    }

    [Fact]
    public async Task A_task_may_be_about_a_lead_and_something_else_when_the_switch_says_so()
    {
        var lead = await OneAsync("SELECT Id FROM Lead WHERE Name = 'Jens Olsen'");
        var account = await OneAsync("SELECT Id FROM Account LIMIT 1");
        await SwitchAsync("leadTakesNoRelatedTo", false);
        (await ann.CreateAsync("Task", new { WhoId = lead, WhatId = account })).Is(201);
        await SwitchAsync("leadTakesNoRelatedTo", true);
        (await ann.CreateAsync("Task", new { WhoId = lead, WhatId = account })).Refused("FIELD_INTEGRITY_EXCEPTION");
    }

    [Fact]
    public async Task A_converted_lead_takes_tasks_when_the_switch_says_so()
    {
        var lead = await OneAsync("SELECT Id FROM Lead WHERE IsConverted = true");
        await SwitchAsync("convertedLeadTakesNoActivity", false);
        (await ann.CreateAsync("Task", new { WhoId = lead })).Is(201);
    }

    [Fact]
    public async Task Reserved_characters_are_spaces_when_the_switch_says_so()
    {
        (await ann.SearchAsync("FIND {Maria-Lopez} RETURNING Contact(Name)")).Refused("MALFORMED_SEARCH");
        await SwitchAsync("searchNeedsEscapes", false);
        Assert.Equal("Maria Lopez", (string)(await ann.SearchAsync("FIND {Maria-Lopez} RETURNING Contact(Name)")).Is(200).Body!["searchRecords"]!.AsArray().Single()!["Name"]!);
    }

    [Fact]
    public async Task A_version_that_is_not_offered_is_refused_or_gone()
    {
        (await ann.GetAsync("/services/data/v68.0/limits")).Is(200);
        (await ann.GetAsync("/services/data/v69.0/limits")).Refused("UNSUPPORTED_API_VERSION", 404);
        await SwitchAsync("unsupportedVersionIsGone", true);
        (await ann.GetAsync("/services/data/v30.0/limits")).Refused("GONE", 410);
        (await ann.GetAsync("/services/data/nonsense/limits")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task Signing_in_is_no_call_of_the_api()
    {
        await ann.GetAsync("/services/oauth2/userinfo");
        await org.Http.GetAsync("/id/keys", TestContext.Current.CancellationToken);
        Assert.Equal("api-usage=1/15000", (await ann.GetAsync("limits")).Headers.GetValues("Sforce-Limit-Info").Single());
    }

    [Fact]
    public async Task A_member_that_a_door_does_not_know_is_named()
    {
        using var response = await org.Http.PostAsync("/control/rules", TestOrg.Json(JsonNode.Parse("""{"object":"Task","mesage":"typo"}""")), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("mesage", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty((await org.GetJsonAsync("/control/rules"))["rules"]!.AsArray());
    }
}
