using System.Net;
using System.Text.Json.Nodes;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Composite;

public class CompositeApiTests
{
    private const string Id = "00T000000000001EAA";

    private static readonly RecordRow Row = new("Task", new Dictionary<string, object?> { ["Subject"] = "Call", ["WhoId"] = null });

    [Fact]
    public async Task Many_are_created_and_each_tells_its_fate()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, $$"""
            [{"id":"{{Id}}","success":true,"errors":[]},{"success":false,"errors":[{"statusCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","message":"No.","fields":["Status"]}]},
             {"success":false,"created":true,"errors":[{"statusCode":"UNABLE_TO_LOCK_ROW","message":"Busy."}]}]
            """));

        var results = await cloud.Client().Composite.CreateAsync([Row, Row, Row], allOrNone: false, null, Cancellation);

        Assert.Equal([Id, null, null], results.Select(result => result.Id));
        Assert.Equal([null, SalesforceErrorKind.RuleRefused, SalesforceErrorKind.Locked], results.Select(result => result.Kind));
        Assert.Equal(["Status"], results[1].Errors[0].Fields);
        Assert.Equal("""{"attributes":{"type":"Task"},"Subject":"Call","WhoId":null}""", JsonNode.Parse(cloud.Only.Body)!["records"]![0]!.ToJsonString());
        Assert.StartsWith("POST /services/data/v66.0/composite/sobjects {\"allOrNone\":false,", cloud.Only.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_changed_upserted_got_and_deleted()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, "[]"), ScriptedCloud.Json(200, "[]"), ScriptedCloud.Json(200, $$"""[{"Id":"{{Id}}"},null]"""), ScriptedCloud.Json(200, "[]"));
        var composite = cloud.Client().Composite;

        await composite.UpdateAsync([Row with { Id = Id }], allOrNone: true, null, Cancellation);
        await composite.UpsertAsync("Call__c", "Key__c", [new RecordRow("Call__c", new Dictionary<string, object?> { ["Key__c"] = "k" })], allOrNone: true, null, Cancellation);
        var rows = await composite.RetrieveAsync<JsonObject>("Task", [Id, "00T000000000002"], ["Id", "Who.Name"], Cancellation);
        await composite.DeleteAsync([Id, "00T000000000002"], allOrNone: false, Cancellation);

        Assert.Equal([true, false], rows.Select(row => row is not null));
        Assert.Equal(
            [
                $$"""PATCH /services/data/v66.0/composite/sobjects {"allOrNone":true,"records":[{"attributes":{"type":"Task"},"id":"{{Id}}","Subject":"Call","WhoId":null}]}""",
                """PATCH /services/data/v66.0/composite/sobjects/Call__c/Key__c {"allOrNone":true,"records":[{"attributes":{"type":"Call__c"},"Key__c":"k"}]}""",
                $$"""POST /services/data/v66.0/composite/sobjects/Task {"ids":["{{Id}}","00T000000000002EAA"],"fields":["Id","Who.Name"]}""",
                $"DELETE /services/data/v66.0/composite/sobjects?ids={Id},00T000000000002EAA&allOrNone=false",
            ],
            cloud.Seen.Select(request => request.ToString()));
    }

    [Fact]
    public async Task Too_many_too_few_or_nameless_never_leave()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, "[]"));
        var composite = cloud.Client().Composite;

        await Assert.ThrowsAsync<ArgumentException>(() => composite.CreateAsync([.. Enumerable.Repeat(Row, 201)], false, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => composite.CreateAsync([], false, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => composite.UpdateAsync([Row], false, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => composite.SendAsync([.. Enumerable.Repeat(new CompositePart("a", HttpMethod.Get, "limits"), 26)], false, Cancellation));

        Assert.Empty(cloud.Seen);
    }

    [Fact]
    public async Task Several_requests_go_in_one_and_each_tells_its_fate()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, $$"""
            {"compositeResponse":[{"body":{"id":"{{Id}}","success":true,"errors":[]},"httpHeaders":{},"httpStatusCode":201,"referenceId":"task"},
            {"body":[{"errorCode":"PROCESSING_HALTED","message":"rolled back"}],"httpHeaders":{},"httpStatusCode":400,"referenceId":"again"},
            {"body":null,"httpHeaders":{},"httpStatusCode":204,"referenceId":"gone"}]}
            """));

        var results = await cloud.Client().Composite.SendAsync(
            [new CompositePart("task", HttpMethod.Post, "sobjects/Task/", new { Subject = "x" }), new CompositePart("again", HttpMethod.Patch, "/sobjects/Task/@{task.id}", new { Status = "Completed" }), new CompositePart("gone", HttpMethod.Delete, $"sobjects/Task/{Id}")],
            allOrNone: true,
            Cancellation);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.NoContent], results.Select(result => result.Status));
        Assert.Equal([null, SalesforceErrorKind.Invalid, null], results.Select(result => result.Kind));
        Assert.Equal(Id, results[0].As<SaveResult>()!.Id);
        Assert.Equal("PROCESSING_HALTED", results[1].Errors[0].ErrorCode);
        var sent = JsonNode.Parse(cloud.Only.Body)!["compositeRequest"]!.AsArray();
        Assert.Equal("""{"method":"PATCH","url":"/services/data/v66.0/sobjects/Task/@{task.id}","referenceId":"again","body":{"Status":"Completed"}}""", sent[1]!.ToJsonString());
    }

    [Fact]
    public async Task A_part_that_died_inside_the_cloud_is_in_doubt_only_when_it_changes()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """
            {"compositeResponse":[{"body":[{"errorCode":"UNKNOWN_EXCEPTION","message":"?"}],"httpStatusCode":500,"referenceId":"a"},{"body":[{"errorCode":"UNKNOWN_EXCEPTION","message":"?"}],"httpStatusCode":500,"referenceId":"b"}]}
            """));
        CompositePart[] parts = [new("a", HttpMethod.Get, "limits"), new("b", HttpMethod.Post, "sobjects/Task/", new { Subject = "x" })];

        var results = await cloud.Client().Composite.SendAsync(parts, false, Cancellation);
        var fewer = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Composite.SendAsync(parts[1..], false, Cancellation));

        Assert.Equal([SalesforceErrorKind.Unavailable, SalesforceErrorKind.Unsure], results.Select(result => result.Kind));
        Assert.Equal(SalesforceErrorKind.Unsure, fewer.Kind);
    }

    [Fact]
    public async Task Lost_reads_in_one_are_not_in_doubt_lost_changes_are()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Cut);
        var composite = cloud.Client().Composite;

        var read = await Assert.ThrowsAsync<SalesforceException>(() => composite.SendAsync([new CompositePart("a", HttpMethod.Get, "limits")], false, Cancellation));
        var change = await Assert.ThrowsAsync<SalesforceException>(() => composite.SendAsync([new CompositePart("a", HttpMethod.Delete, $"sobjects/Task/{Id}")], false, Cancellation));

        Assert.Equal((SalesforceErrorKind.Unreachable, SalesforceErrorKind.Unsure), (read.Kind, change.Kind));
    }
}
