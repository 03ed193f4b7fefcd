using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Webhooks;

public class WebhooksApiTests
{
    private const string Hook = """{"id":"w","name":"tieline","targetUrl":"https://t.example.test/h","resource":"telephony_calls","event":"all","secret":"hush","status":"inactive","ownedBy":"creator"}""";

    [Fact]
    public async Task A_webhook_is_made_listed_mended_and_removed()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, Hook), ScriptedCloud.Json(200, $$"""{"items":[{{Hook}}]}"""), ScriptedCloud.Json(200, Hook), ScriptedCloud.Json(200, Hook), ScriptedCloud.Empty(204));
        var webhooks = cloud.Client().Webhooks;

        var made = await webhooks.CreateAsync(new NewWebhook("tieline", "https://t.example.test/h", "telephony_calls", "all", "hush"), Cancellation);
        var listed = await webhooks.ListAsync(Cancellation).ToListAsync(Cancellation);
        await webhooks.GetAsync("w", Cancellation);
        await webhooks.UpdateAsync("w", new WebhookChange("tieline", "https://t.example.test/h", Status: WebhookStatus.Active), Cancellation);
        await webhooks.DeleteAsync("w", Cancellation);

        Assert.Equal(WebhookStatus.Inactive, made.Status);
        Assert.Equal([made], listed);
        Assert.Equal(
            [
                """POST /v1/webhooks {"name":"tieline","targetUrl":"https://t.example.test/h","resource":"telephony_calls","event":"all","secret":"hush"}""",
                "GET /v1/webhooks?max=100",
                "GET /v1/webhooks/w",
                """PUT /v1/webhooks/w {"name":"tieline","targetUrl":"https://t.example.test/h","status":"active"}""",
                "DELETE /v1/webhooks/w",
            ],
            cloud.Seen.Select(request => request.ToString()));
    }

    [Fact]
    public async Task One_that_is_gone_is_null_and_counts_as_removed()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(404, "{}"));

        Assert.Null(await cloud.Client().Webhooks.GetAsync("w", Cancellation));
        await cloud.Client().Webhooks.DeleteAsync("w", Cancellation);
    }

    [Fact]
    public async Task One_that_is_there_already_is_a_conflict()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(409, """{"message":"exists"}"""));

        var problem = await Assert.ThrowsAsync<WebexException>(
            () => cloud.Client().Webhooks.CreateAsync(new NewWebhook("n", "https://t.example.test/h", "telephony_calls", "all"), Cancellation));

        Assert.Equal(WebexErrorKind.Conflict, problem.Kind);
    }

    [Fact]
    public void Printed_webhooks_keep_their_secret()
    {
        Assert.DoesNotContain("hush", new Webhook { Secret = "hush" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", new NewWebhook("n", "t", "r", "e", "hush").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", new WebhookChange("n", "t", "hush").ToString(), StringComparison.Ordinal);
    }
}
