using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Http;

public class ErrorTests
{
    [Theory]
    [InlineData(400, WebexErrorKind.Invalid)]
    [InlineData(401, WebexErrorKind.Unauthorized)]
    [InlineData(403, WebexErrorKind.Forbidden)]
    [InlineData(404, WebexErrorKind.NotFound)]
    [InlineData(405, WebexErrorKind.Invalid)]
    [InlineData(409, WebexErrorKind.Conflict)]
    [InlineData(410, WebexErrorKind.NotFound)]
    [InlineData(415, WebexErrorKind.Invalid)]
    [InlineData(423, WebexErrorKind.Locked)]
    [InlineData(428, WebexErrorKind.Invalid)]
    [InlineData(429, WebexErrorKind.RateLimited)]
    [InlineData(500, WebexErrorKind.Unavailable)]
    [InlineData(502, WebexErrorKind.Unavailable)]
    [InlineData(503, WebexErrorKind.Unavailable)]
    [InlineData(504, WebexErrorKind.Unavailable)]
    public async Task A_status_of_a_read_has_one_meaning(int status, WebexErrorKind kind)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, "{}"));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.ListAsync(Cancellation));

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(status, (int?)problem.StatusCode);
    }

    [Theory]
    [InlineData(500, WebexErrorKind.Unsure)]
    [InlineData(502, WebexErrorKind.Unsure)]
    [InlineData(503, WebexErrorKind.Unavailable)]
    [InlineData(504, WebexErrorKind.Unsure)]
    [InlineData(429, WebexErrorKind.RateLimited)]
    [InlineData(400, WebexErrorKind.Invalid)]
    public async Task A_command_that_died_inside_the_cloud_is_in_doubt(int status, WebexErrorKind kind)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, "{}"));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.DialAsync("1102", null, Cancellation));

        Assert.Equal(kind, problem.Kind);
    }

    [Theory]
    [InlineData("""{"message":"Not here.","errors":[{"description":"Nowhere."}],"trackingId":"T_1"}""", "Not here.", null, "T_1")]
    [InlineData("""{"errors":[{"description":"Nowhere.","errorCode":4008}]}""", "Nowhere.", "4008", null)]
    [InlineData("""{"message":"No.","errorCode":"25008","errors":[]}""", "No.", "25008", null)]
    [InlineData("""{"message":"No.","errors":"many"}""", "No.", null, null)]
    [InlineData("""{"error":"invalid_grant","error_description":"Too old."}""", "Too old.", "invalid_grant", null)]
    [InlineData("""{"message":null,"errors":[null]}""", "Webex answered Calls.List with 400.", null, null)]
    [InlineData("[]", "Webex answered Calls.List with 400.", null, null)]
    [InlineData("null", "Webex answered Calls.List with 400.", null, null)]
    [InlineData("", "Webex answered Calls.List with 400.", null, null)]
    [InlineData("<html>Bad request</html>", "Webex answered Calls.List with 400.", null, null)]
    [InlineData("""{"message":"cut of""", "Webex answered Calls.List with 400.", null, null)]
    public async Task Bodies_of_every_shape_are_read_as_far_as_they_go(string body, string message, string? code, string? trackingId)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(400, body));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.ListAsync(Cancellation));

        Assert.Equal(message, problem.Message);
        Assert.Equal(code, problem.ErrorCode);
        Assert.Equal(trackingId, problem.TrackingId);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("7", 7.0)]
    [InlineData(" 7 ", 7.0)]
    [InlineData("0", 0.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("-3", null)]
    [InlineData("soon", null)]
    [InlineData("NaN", null)]
    [InlineData("7, 9", null)]
    [InlineData("999999999999999999999", 86400.0)]
    [InlineData("Mon, 23 Nov 2026 10:00:30 GMT", 30.0)]
    [InlineData("Mon, 23 Nov 2026 09:00:00 GMT", 0.0)]
    public async Task An_odd_retry_after_never_hurts(string? header, double? seconds)
    {
        (string, string)[] headers = header is null ? [] : [("Retry-After", header)];
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(429, "{}", [.. headers, ("Date", "Mon, 23 Nov 2026 10:00:00 GMT"), ("Trackingid", "ROUTER_2")]));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.ListAsync(Cancellation));

        Assert.Equal(WebexErrorKind.RateLimited, problem.Kind);
        Assert.Equal(seconds, problem.RetryAfter?.TotalSeconds);
        Assert.Equal("ROUTER_2", problem.TrackingId);
    }
}
