using System.Text.Json.Nodes;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Records;

public class RecordsApiTests
{
    private const string Id = "00T000000000001EAA";

    [Fact]
    public async Task A_record_is_created_with_its_fields_as_they_are_named()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(201, $$"""{"id":"{{Id}}","success":true,"errors":[]}"""));
        var fields = new Dictionary<string, object?>
        {
            ["Subject"] = "Call: Åse & <b>",
            ["CallDurationInSeconds"] = 42,
            ["WhoId"] = null,
            ["ActivityDate"] = new DateOnly(2026, 11, 23),
            ["CompletedAt__c"] = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(1)),
            ["OwnerId"] = RecordId.Parse("005000000000001"),
        };

        Assert.Equal(Id, await cloud.Client().Records.CreateAsync("Task", fields, null, Cancellation));

        Assert.Equal(
            """POST /services/data/v66.0/sobjects/Task/ {"Subject":"Call: Åse & <b>","CallDurationInSeconds":42,"WhoId":null,"ActivityDate":"2026-11-23","CompletedAt__c":"2026-11-23T09:00:00.000Z","OwnerId":"005000000000001AAA"}""",
            cloud.Only.ToString());
        Assert.Null(cloud.Only.Header("Sforce-Duplicate-Rule-Header"));
    }

    [Fact]
    public async Task A_json_object_or_a_type_will_do_as_well()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(201, $$"""{"id":"{{Id}}","success":true,"errors":[]}"""));

        await cloud.Client().Records.CreateAsync("Task", new JsonObject { ["Subject"] = "a" }, null, Cancellation);
        await cloud.Client().Records.CreateAsync("Task", new { Subject = "b" }, null, Cancellation);

        Assert.Equal(["""{"Subject":"a"}""", """{"Subject":"b"}"""], cloud.Seen.Select(request => request.Body));
    }

    [Fact]
    public async Task How_a_change_is_made_travels_in_headers()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(204));
        var write = new WriteOptions { AllowDuplicates = true, AutoAssign = false, IfUnmodifiedSince = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero) };

        await cloud.Client().Records.UpdateAsync("Lead", "00Q000000000001", new { Company = "Acme" }, write, Cancellation);

        Assert.Equal("""PATCH /services/data/v66.0/sobjects/Lead/00Q000000000001EAA {"Company":"Acme"}""", cloud.Only.ToString());
        Assert.Equal("allowSave=true", cloud.Only.Header("Sforce-Duplicate-Rule-Header"));
        Assert.Equal("FALSE", cloud.Only.Header("Sforce-Auto-Assign"));
        Assert.Equal("Mon, 23 Nov 2026 10:00:00 GMT", cloud.Only.Header("If-Unmodified-Since"));
    }

    [Fact]
    public async Task A_record_is_got_with_chosen_fields_or_is_not_there()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, $$"""{"attributes":{"type":"Task"},"Id":"{{Id}}","Subject":"Call"}"""), ScriptedCloud.Json(404, Error("NOT_FOUND")));
        var records = cloud.Client().Records;

        var row = await records.GetAsync<JsonObject>("Task", Id, ["Id", "Subject"], Cancellation);
        var none = await records.GetAsync<JsonObject>("Task", Id, null, Cancellation);

        Assert.Equal("Call", row!["Subject"]!.ToString());
        Assert.Null(none);
        Assert.Equal(
            [$"/services/data/v66.0/sobjects/Task/{Id}?fields=Id,Subject", $"/services/data/v66.0/sobjects/Task/{Id}"],
            cloud.Seen.Select(request => request.Target));
    }

    [Fact]
    public async Task A_record_is_deleted_or_was_not_there()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(204), ScriptedCloud.Json(404, Error("ENTITY_IS_DELETED")));

        Assert.True(await cloud.Client().Records.DeleteAsync("Task", Id, Cancellation));
        Assert.False(await cloud.Client().Records.DeleteAsync("Task", Id, Cancellation));
    }

    [Theory]
    [InlineData(201, """{"id":"a1X000000000001AAA","success":true,"errors":[],"created":true}""", "a1X000000000001AAA", true)]
    [InlineData(200, """{"id":"a1X000000000001AAA","success":true,"errors":[],"created":false}""", "a1X000000000001AAA", false)]
    [InlineData(201, """{"id":"a1X000000000001AAA","success":true,"errors":[]}""", "a1X000000000001AAA", true)]
    [InlineData(204, "", null, false)]
    public async Task An_upsert_tells_what_it_did(int status, string body, string? id, bool created)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, body));

        var result = await cloud.Client().Records.UpsertAsync("Call__c", "Key__c", "webex:a/b c", new { Name = "x" }, null, Cancellation);

        Assert.Equal(new UpsertResult(id, created), result);
        Assert.Equal("/services/data/v66.0/sobjects/Call__c/Key__c/webex%3Aa%2Fb%20c", cloud.Only.Target);
    }

    [Fact]
    public async Task An_external_id_of_several_records_is_a_duplicate()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(300, """["/a","/b"]"""));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Records.UpsertAsync("Call__c", "Key__c", "k", new { }, null, Cancellation));

        Assert.Equal(SalesforceErrorKind.Duplicate, problem.Kind);
    }

    [Fact]
    public async Task Names_and_ids_that_are_none_never_leave()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(204));
        var records = cloud.Client().Records;

        await Assert.ThrowsAsync<ArgumentException>(() => records.CreateAsync("Task/../User", new { }, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => records.CreateAsync("A.B", new { }, null, Cancellation));
        await Assert.ThrowsAsync<FormatException>(() => records.DeleteAsync("Task", "../User/005000000000001", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => records.GetAsync<JsonObject>("Task", Id, ["Id&x=1"], Cancellation));

        Assert.Empty(cloud.Seen);
    }
}
