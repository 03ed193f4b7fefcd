using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class SaveRuleTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("Contact", """{"FirstName":"Maria"}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", "LastName")]
    [InlineData("Lead", """{"LastName":"X"}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [Company]", "Company")]
    [InlineData("Opportunity", """{"Name":"X"}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [StageName, CloseDate]", "StageName,CloseDate")]
    [InlineData("Account", """{"Name":""}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name")]
    [InlineData("Account", """{"Name":" \t "}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name")]
    [InlineData("Account", """{"Name":"X","Foo":1}""", "INVALID_FIELD", "No such column 'Foo' on sobject of type Account", null)]
    [InlineData("Account", """{"Name":"X","Id":"001Ti0000000001IAA"}""", "INVALID_FIELD", "The Id field should not be specified in the sobject data.", null)]
    [InlineData("Account", """{"Name":"X","CreatedDate":"2026-01-01T00:00:00Z"}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: CreatedDate.", "CreatedDate")]
    [InlineData("Task", """{"Subject":"x","IsClosed":true,"AccountId":null}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: IsClosed, AccountId.", "IsClosed,AccountId")]
    [InlineData("Task", """{"CallType":"Sideways"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Call Type: bad value for restricted picklist field: Sideways", "CallType")]
    [InlineData("Task", """{"TaskSubtype":"Fax"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Task Subtype: bad value", "TaskSubtype")]
    [InlineData("Task", """{"WhoId":"003Ti0000000001ZZZ"}""", "MALFORMED_ID", "Name ID: id value of incorrect type: 003Ti0000000001ZZZ", "WhoId")]
    [InlineData("Task", """{"WhoId":"001Ti0000000001"}""", "MALFORMED_ID", "Name ID: id value of incorrect type", "WhoId")]
    [InlineData("Task", """{"WhoId":"nonsense"}""", "MALFORMED_ID", "Name ID: id value of incorrect type: nonsense", "WhoId")]
    [InlineData("Task", """{"WhoId":"003Ti0000099999"}""", "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "")]
    [InlineData("Task", """{"CallDurationInSeconds":"abc"}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of int from VALUE_STRING value abc", null)]
    [InlineData("Task", """{"CallDurationInSeconds":"99999999999999999999"}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of int from VALUE_STRING", null)]
    [InlineData("Event", """{"Subject":"x","StartDateTime":"9999-12-31T23:30:00Z","DurationInMinutes":60}""", "DATE_OUT_OF_RANGE", "the date is too far in the future", "StartDateTime")]
    [InlineData("Event", """{"Subject":"x","IsAllDayEvent":true,"ActivityDate":"9999-12-31","DurationInMinutes":2880}""", "DATE_OUT_OF_RANGE", "the date is too far in the future", "ActivityDate")]
    [InlineData("Task", """{"IsReminderSet":null}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of boolean from", null)]
    [InlineData("Task", """{"IsReminderSet":""}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of boolean from VALUE_STRING", null)]
    [InlineData("Task", """{"CallDurationInSeconds":1.5}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of int", null)]
    [InlineData("Task", """{"ActivityDate":"soon"}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of date from VALUE_STRING value soon", null)]
    [InlineData("Task", """{"Subject":{"a":1}}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of string from START_OBJECT", null)]
    [InlineData("Contact", """{"LastName":"X","Email":"no mail"}""", "INVALID_EMAIL_ADDRESS", "Email: invalid email address: no mail", "Email")]
    [InlineData("Event", """{"Subject":"x"}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [StartDateTime]", "StartDateTime")]
    [InlineData("Event", """{"StartDateTime":"2030-01-01T10:00:00Z","DurationInMinutes":20161}""", "NUMBER_OUTSIDE_VALID_RANGE", "at most 14 days", "DurationInMinutes")]
    [InlineData("TaskStatus", """{"ApiName":"x"}""", "INVALID_TYPE_FOR_OPERATION", "entity type TaskStatus does not support create", null)]
    public async Task A_bad_record_is_refused_in_the_clouds_words(string objectName, string body, string code, string message, string? fields)
    {
        var refused = (await ann.CreateAsync(objectName, JsonNode.Parse(body)!)).Refused(code);
        Assert.Contains(message, refused.Message);
        if (fields is null) Assert.False(refused.Body![0]!.AsObject().ContainsKey("fields"));
        else Assert.Equal(fields, string.Join(',', refused.ErrorFields));
    }

    [Fact]
    public async Task Blanks_around_a_text_are_not_kept()
    {
        var row = await ann.RowAsync("Account", await ann.NewIdAsync("Account", new { Name = "  Acme  Ltd ", Description = "one\n two \n", Phone = " " }));
        Assert.Equal(("Acme  Ltd", "one\n two", null), ((string?)row["Name"], (string?)row["Description"], (string?)row["Phone"]));
        Assert.Equal("\u00a0Acme\u00a0", (string)(await ann.RowAsync("Account", await ann.NewIdAsync("Account", new { Name = " \u00a0Acme\u00a0" })))["Name"]!);
    }

    [Theory]
    [InlineData("Account", "Name", 255)]
    [InlineData("Task", "Subject", 255)]
    [InlineData("Task", "Description", 32000)]
    [InlineData("Contact", "LastName", 80)]
    public async Task Text_is_taken_up_to_its_length_and_no_further(string objectName, string field, int length)
    {
        (await ann.CreateAsync(objectName, new JsonObject { [field] = new string('x', length) })).Is(201);
        var refused = (await ann.CreateAsync(objectName, new JsonObject { [field] = new string('x', length + 1) })).Refused("STRING_TOO_LONG");
        Assert.EndsWith($"(max length={length})", refused.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"Name":"a","Name":"b"}""")]
    public async Task A_body_that_is_no_record_is_refused(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/services/data/v66.0/sobjects/Account") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", ann.Token);
        using var response = await org.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("JSON_PARSER_ERROR", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_logged_call_derives_what_the_cloud_derives()
    {
        var contact = (await ann.QueryAsync("SELECT Id, AccountId FROM Contact WHERE Name = 'Maria Lopez'")).Records[0]!;
        var id = await ann.NewIdAsync("Task", new { Subject = "Call", TaskSubtype = "Call", CallType = "Inbound", CallObject = "webex:1", CallDurationInSeconds = 61, Status = "Completed", WhoId = (string)contact["Id"]! });

        var task = await ann.RowAsync("Task", id);

        Assert.Equal((string)contact["AccountId"]!, (string)task["AccountId"]!);
        Assert.True((bool)task["IsClosed"]!);
        Assert.Equal((string)task["CreatedDate"]!, (string)task["CompletedDateTime"]!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$", (string)task["CreatedDate"]!);
        Assert.Equal(ann.UserId, (string)task["OwnerId"]!);
        Assert.Equal(("Normal", 61, "Call"), ((string)task["Priority"]!, (int)task["CallDurationInSeconds"]!, (string)task["TaskSubtype"]!));
        (await ann.UpdateAsync("Task", id, new { Status = "In Progress" })).Is(204);
        task = await ann.RowAsync("Task", id);
        Assert.False((bool)task["IsClosed"]!);
        Assert.Null(task["CompletedDateTime"]);
    }

    [Fact]
    public async Task The_kind_of_a_task_is_fixed_at_its_creation()
    {
        var id = await ann.NewIdAsync("Task", new { Subject = "x" });
        (await ann.UpdateAsync("Task", id, new { TaskSubtype = "Call" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
        Assert.Equal("Task", (string)(await ann.RowAsync("Task", id))["TaskSubtype"]!);
    }

    [Fact]
    public async Task A_task_about_a_lead_is_about_nothing_else()
    {
        var lead = (string)(await ann.QueryAsync("SELECT Id FROM Lead WHERE Name = 'Jens Olsen'")).Records[0]!["Id"]!;
        var account = (string)(await ann.QueryAsync("SELECT Id FROM Account LIMIT 1")).Records[0]!["Id"]!;
        (await ann.CreateAsync("Task", new { WhoId = lead, WhatId = account })).Refused("FIELD_INTEGRITY_EXCEPTION");
        var id = await ann.NewIdAsync("Task", new { WhoId = lead });
        (await ann.UpdateAsync("Task", id, new { WhatId = account })).Refused("FIELD_INTEGRITY_EXCEPTION");
    }

    [Fact]
    public async Task A_checkbox_never_becomes_empty()
    {
        var id = await ann.NewIdAsync("Task", new { Subject = "x" });
        (await ann.UpdateAsync("Task", id, new JsonObject { ["IsReminderSet"] = null })).Refused("JSON_PARSER_ERROR");
        Assert.False((bool)(await ann.RowAsync("Task", id))["IsReminderSet"]!);
    }

    [Theory]
    [InlineData("Account", null, true)]
    [InlineData("Opportunity", null, true)]
    [InlineData("Case", null, false)]
    [InlineData("Case", "Contact", true)]
    [InlineData(null, "Contact", true)]
    [InlineData("Campaign", null, false)]
    public async Task A_tasks_account_follows_from_an_account_or_opportunity_else_from_the_contact(string? what, string? who, bool found)
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Followed" });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Followed", AccountId = account });
        var whatId = what switch
        {
            "Account" => account,
            "Opportunity" => await ann.NewIdAsync("Opportunity", new { Name = "x", StageName = "Prospecting", CloseDate = "2030-01-01", AccountId = account }),
            "Case" => await ann.NewIdAsync("Case", new { Subject = "x", AccountId = account }),
            "Campaign" => await ann.NewIdAsync("Campaign", new { Name = "x" }),
            _ => null,
        };
        var id = await ann.NewIdAsync("Task", new { Subject = "x", WhatId = whatId, WhoId = who is null ? null : contact });
        Assert.Equal(found ? account : null, (string?)(await ann.RowAsync("Task", id))["AccountId"]);
    }

    [Fact]
    public async Task A_converted_lead_is_read_only_and_cannot_be_logged_against()
    {
        var lead = (string)(await ann.QueryAsync("SELECT Id FROM Lead WHERE IsConverted = true")).Records[0]!["Id"]!;
        (await ann.UpdateAsync("Lead", lead, new { Company = "New" })).Refused("CANNOT_UPDATE_CONVERTED_LEAD");
        (await ann.CreateAsync("Task", new { WhoId = lead })).Refused("CANNOT_UPDATE_CONVERTED_LEAD");
    }

    [Fact]
    public async Task Nobody_who_left_and_no_plain_group_owns_a_record_but_a_queue_does()
    {
        var gone = (string)(await ann.QueryAsync("SELECT Id FROM User WHERE IsActive = false")).Records[0]!["Id"]!;
        var queue = (string)(await ann.QueryAsync("SELECT Id FROM Group WHERE Type = 'Queue'")).Records[0]!["Id"]!;
        (await ann.CreateAsync("Task", new { OwnerId = gone })).Refused("INACTIVE_OWNER_OR_USER");
        await ann.NewIdAsync("Task", new { OwnerId = queue });
    }

    [Fact]
    public async Task A_validation_rule_refuses_until_it_is_lifted()
    {
        await org.ControlAsync("rules", new JsonObject { ["object"] = "Task", ["operation"] = "update", ["field"] = "Status", ["equals"] = "Completed", ["message"] = "Add a result first" });
        var id = await ann.NewIdAsync("Task", new { Status = "Completed" });
        var refused = (await ann.UpdateAsync("Task", id, new { Description = "notes" })).Refused("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        Assert.Equal(("Add a result first", "Status"), (refused.Message, refused.ErrorFields.Single()));
        await org.Http.DeleteAsync("/control/rules", TestContext.Current.CancellationToken);
        (await ann.UpdateAsync("Task", id, new { Description = "notes" })).Is(204);
    }

    [Fact]
    public async Task A_person_joins_a_campaign_once_with_a_status_the_campaign_knows()
    {
        var campaign = await ann.NewIdAsync("Campaign", new { Name = "Talk" });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Guest" });
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaign, ContactId = contact, Status = "Nonsense" });
        Assert.Equal("Sent", (string)(await ann.RowAsync("CampaignMember", member))["Status"]!);
        Assert.Equal("Already a campaign member.", (await ann.CreateAsync("CampaignMember", new { CampaignId = campaign, ContactId = contact })).Refused("DUPLICATE_VALUE").Message);
        (await ann.UpdateAsync("CampaignMember", member, new { Status = "Responded" })).Is(204);
        Assert.True((bool)(await ann.RowAsync("CampaignMember", member))["HasResponded"]!);
    }

    [Fact]
    public async Task Upserting_by_a_lookup_field_creates_then_changes_and_tells_of_twins()
    {
        const string Path = "sobjects/Contact/Email/new.person%40example.com";
        Assert.True((bool)(await ann.SendAsync("PATCH", Path, new JsonObject { ["LastName"] = "One" })).Is(201).Body!["created"]!);
        Assert.False((bool)(await ann.SendAsync("PATCH", Path, new JsonObject { ["LastName"] = "Two" })).Is(200).Body!["created"]!);
        Assert.Equal("Two", (string)(await ann.GetAsync(Path)).Is(200).Body!["LastName"]!);
        await ann.NewIdAsync("Contact", new { LastName = "Twin", Email = "new.person@example.com" });
        Assert.Equal(2, (await ann.SendAsync("PATCH", Path, new JsonObject { ["LastName"] = "Three" })).Is(300).Body!.AsArray().Count);
        (await ann.GetAsync("sobjects/Contact/Department/Sales")).Refused("NOT_FOUND", 404);
    }
}
