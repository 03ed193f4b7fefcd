using Microsoft.AspNetCore.Http;
using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Http;

public class LostAnswerTests
{
    public static TheoryData<string> Losses => ["cut", "cut in the middle", "silence"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_command_whose_answer_is_lost_is_in_doubt(string loss)
    {
        await using var cloud = await ScriptedCloud.StartAsync(Lose(loss));
        var client = cloud.Client(timeoutSeconds: loss == "silence" ? 0.4 : 20);

        var problem = await Assert.ThrowsAsync<WebexException>(() => client.Calls.DialAsync("1102", null, Cancellation));

        Assert.Equal(WebexErrorKind.Unsure, problem.Kind);
        Assert.Contains("is not known", problem.Message, StringComparison.Ordinal);
        Assert.Single(cloud.Seen);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_read_whose_answer_is_lost_is_not_in_doubt(string loss)
    {
        await using var cloud = await ScriptedCloud.StartAsync(Lose(loss));
        var client = cloud.Client(timeoutSeconds: loss == "silence" ? 0.4 : 20);

        var problem = await Assert.ThrowsAsync<WebexException>(() => client.Calls.ListAsync(Cancellation));

        Assert.Equal(WebexErrorKind.Unreachable, problem.Kind);
    }

    [Fact]
    public async Task A_command_to_nobody_is_not_in_doubt()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Cut);
        var client = new WebexClient(cloud.Http, Options(ScriptedCloud.Nobody()), new FakeTokens());

        var problem = await Assert.ThrowsAsync<WebexException>(() => client.Calls.DialAsync("1102", null, Cancellation));

        Assert.Equal(WebexErrorKind.Unreachable, problem.Kind);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""["an", "array"]""")]
    public async Task A_command_with_an_unreadable_answer_is_in_doubt(string body)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(201, body));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.DialAsync("1102", null, Cancellation));

        Assert.Equal(WebexErrorKind.Unsure, problem.Kind);
    }

    [Fact]
    public async Task A_command_that_begins_a_call_and_tells_no_call_is_in_doubt()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(201, "{}"));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.DialAsync("1102", null, Cancellation));

        Assert.Equal(WebexErrorKind.Unsure, problem.Kind);
    }

    [Fact]
    public async Task Who_gives_up_gets_a_cancellation_not_an_error_of_the_cloud()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Silence);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cloud.Client().Calls.DialAsync("1102", null, patience.Token));
    }

    private static Func<HttpContext, Task> Lose(string loss) => loss switch
    {
        "cut" => ScriptedCloud.Cut,
        "cut in the middle" => ScriptedCloud.CutInTheMiddle,
        _ => ScriptedCloud.Silence,
    };
}
