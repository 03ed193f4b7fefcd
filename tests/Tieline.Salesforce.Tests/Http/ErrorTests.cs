using System.Net;
using Microsoft.AspNetCore.Http;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Http;

public class ErrorTests
{
    private static readonly Dictionary<string, object?> Fields = new() { ["Subject"] = "Call" };

    [Theory]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", SalesforceErrorKind.ApiLimit)]
    [InlineData(429, "WHATEVER", SalesforceErrorKind.ApiLimit)]
    [InlineData(400, "UNABLE_TO_LOCK_ROW", SalesforceErrorKind.Locked)]
    [InlineData(400, "DUPLICATES_DETECTED", SalesforceErrorKind.Duplicate)]
    [InlineData(400, "DUPLICATE_VALUE", SalesforceErrorKind.Duplicate)]
    [InlineData(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", SalesforceErrorKind.RuleRefused)]
    [InlineData(400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", SalesforceErrorKind.RuleRefused)]
    [InlineData(400, "REQUIRED_FIELD_MISSING", SalesforceErrorKind.Invalid)]
    [InlineData(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", SalesforceErrorKind.Invalid)]
    [InlineData(400, "INACTIVE_OWNER_OR_USER", SalesforceErrorKind.Invalid)]
    [InlineData(400, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", SalesforceErrorKind.Forbidden)]
    [InlineData(403, "INSUFFICIENT_ACCESS_OR_READONLY", SalesforceErrorKind.Forbidden)]
    [InlineData(404, "NOT_FOUND", SalesforceErrorKind.NotFound)]
    [InlineData(404, "ENTITY_IS_DELETED", SalesforceErrorKind.NotFound)]
    [InlineData(400, "SOMETHING_NEW", SalesforceErrorKind.Invalid)]
    [InlineData(409, "SOMETHING_NEW", SalesforceErrorKind.Conflict)]
    [InlineData(412, "SOMETHING_NEW", SalesforceErrorKind.Conflict)]
    [InlineData(405, "METHOD_NOT_ALLOWED", SalesforceErrorKind.Invalid)]
    [InlineData(503, "SERVER_UNAVAILABLE", SalesforceErrorKind.Unavailable)]
    [InlineData(500, "UNKNOWN_EXCEPTION", SalesforceErrorKind.Unsure)]
    [InlineData(502, "ANY", SalesforceErrorKind.Unsure)]
    [InlineData(400, "REQUEST_TIMEOUT_OR_CONFLICT", SalesforceErrorKind.Unsure)]
    public async Task A_refused_change_has_one_meaning(int status, string code, SalesforceErrorKind kind)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, Error(code, "Say it so.", "Status", "OwnerId")));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Records.CreateAsync("Task", Fields, null, Cancellation));

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(status, (int?)problem.StatusCode);
        Assert.Equal((code, "Say it so."), (problem.ErrorCode, problem.Message));
        Assert.Equal(["Status", "OwnerId"], problem.Fields);
        Assert.Single(cloud.Seen);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_read_that_died_inside_the_cloud_is_not_in_doubt(int status)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, Error("UNKNOWN_EXCEPTION")));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Limits.GetAsync(Cancellation));

        Assert.Equal(SalesforceErrorKind.Unavailable, problem.Kind);
    }

    [Theory]
    [InlineData("""[{"message":"A","errorCode":"X"},{"message":"B","errorCode":"Y"}]""", 2, "X", "A")]
    [InlineData("""{"message":"A","errorCode":"X"}""", 1, "X", "A")]
    [InlineData("""[{"statusCode":"X","message":"A"}]""", 1, "X", "A")]
    [InlineData("""{"error":"invalid_grant","error_description":"expired access/refresh token"}""", 1, "invalid_grant", "expired access/refresh token")]
    [InlineData("""[{"errorCode":"X"}]""", 1, "X", "X")]
    [InlineData("""[{"message":"A"}]""", 1, "", "A")]
    [InlineData("""[{"message":"A","errorCode":"X","fields":null}]""", 1, "X", "A")]
    [InlineData("""["/services/data/v66.0/sobjects/A/1","/services/data/v66.0/sobjects/A/2"]""", 1, "MULTIPLE_CHOICES", "The external id names 2 records.")]
    [InlineData("[]", 0, null, "Salesforce answered Limits.Get with 400.")]
    [InlineData("[[1],null,7]", 0, null, "Salesforce answered Limits.Get with 400.")]
    [InlineData("7", 0, null, "Salesforce answered Limits.Get with 400.")]
    [InlineData("", 0, null, "Salesforce answered Limits.Get with 400.")]
    [InlineData("<html>", 0, null, "Salesforce answered Limits.Get with 400.")]
    public async Task Bodies_of_every_shape_are_read_as_far_as_they_go(string body, int count, string? code, string message)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(400, body));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Limits.GetAsync(Cancellation));

        Assert.Equal((count, code, message), (problem.Errors.Count, problem.ErrorCode, problem.Message));
    }

    [Theory]
    [InlineData("cut", SalesforceErrorKind.Unsure, SalesforceErrorKind.Unreachable)]
    [InlineData("cut in the middle", SalesforceErrorKind.Unsure, SalesforceErrorKind.Unreachable)]
    [InlineData("silence", SalesforceErrorKind.Unsure, SalesforceErrorKind.Unreachable)]
    public async Task A_lost_answer_leaves_a_change_in_doubt_and_a_read_not(string loss, SalesforceErrorKind change, SalesforceErrorKind read)
    {
        Func<HttpContext, Task> lose = loss switch { "cut" => ScriptedCloud.Cut, "silence" => ScriptedCloud.Silence, _ => ScriptedCloud.CutInTheMiddle };
        await using var cloud = await ScriptedCloud.StartAsync(lose);
        var client = cloud.Client(timeoutSeconds: loss == "silence" ? 0.4 : 20);

        Assert.Equal(change, (await Assert.ThrowsAsync<SalesforceException>(() => client.Records.CreateAsync("Task", Fields, null, Cancellation))).Kind);
        Assert.Equal(change, (await Assert.ThrowsAsync<SalesforceException>(() => client.Records.UpdateAsync("Task", "00T000000000001EAA", Fields, null, Cancellation))).Kind);
        Assert.Equal(change, (await Assert.ThrowsAsync<SalesforceException>(() => client.Records.DeleteAsync("Task", "00T000000000001EAA", Cancellation))).Kind);
        Assert.Equal(read, (await Assert.ThrowsAsync<SalesforceException>(() => client.Limits.GetAsync(Cancellation))).Kind);
        Assert.Equal(read, (await Assert.ThrowsAsync<SalesforceException>(() => client.Composite.RetrieveAsync<object>("Task", ["00T000000000001EAA"], ["Id"], Cancellation))).Kind);
        Assert.Equal(5, cloud.Seen.Count);
    }

    [Fact]
    public async Task A_change_sent_to_nobody_is_not_in_doubt()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Cut);
        var client = new SalesforceClient(cloud.Http, Options(ScriptedCloud.Nobody()), new FakeTokens());

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => client.Records.CreateAsync("Task", Fields, null, Cancellation));

        Assert.Equal(SalesforceErrorKind.Unreachable, problem.Kind);
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"success":true}""")]
    public async Task A_creation_whose_answer_tells_no_id_is_in_doubt(string body)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(201, body));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Records.CreateAsync("Task", Fields, null, Cancellation));

        Assert.Equal(SalesforceErrorKind.Unsure, problem.Kind);
    }

    [Fact]
    public async Task Who_gives_up_gets_a_cancellation()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Silence);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cloud.Client().Records.CreateAsync("Task", Fields, null, patience.Token));
    }

    [Theory]
    [InlineData("30", 30.0)]
    [InlineData("soon", null)]
    [InlineData("NaN", null)]
    public async Task Retry_after_is_told_when_it_can_be_read(string header, double? seconds)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(503, "[]", ("Retry-After", header)));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Limits.GetAsync(Cancellation));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, seconds), (problem.StatusCode, problem.RetryAfter?.TotalSeconds));
    }
}
