using Tieline.Webex.Http;
using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Http;

public class PagingTests
{
    [Fact]
    public async Task Pages_are_followed_to_the_letter_also_over_an_empty_one()
    {
        string? host = null;
        await using var cloud = await ScriptedCloud.StartAsync(
            context => ScriptedCloud.Json(200, Items("a", "b"), ("Link", $"<{host}v1/people?displayName=A&max=2&before&after=Y2l%7Ez+x%2Fy>; rel=\"next\""))(context),
            context => ScriptedCloud.Json(200, Items(), ("Link", $"<{host}v1/people?first>; rel=\"first\", <{host}v1/people?cursor=b,c;d>; rel=\"next\""))(context),
            ScriptedCloud.Json(200, Items("c")));
        host = cloud.Address.ToString();

        var found = await cloud.Client().People.FindByNameAsync("A", callingData: false, 2, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(["a", "b", "c"], found.Select(person => person.Id));
        Assert.Equal(
            ["/v1/people?displayName=A&max=2", "/v1/people?displayName=A&max=2&before&after=Y2l%7Ez+x%2Fy", "/v1/people?cursor=b,c;d"],
            cloud.Seen.Select(request => request.Target));
        Assert.All(cloud.Seen, request => Assert.Equal("Bearer first", request.Header("Authorization")));
    }

    [Fact]
    public async Task A_next_page_on_another_host_gets_no_token()
    {
        await using var elsewhere = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, Items("b")));
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, Items("a"), ("Link", $"<{elsewhere.Address}v1/webhooks?x>; rel=\"next\"")));

        var found = await cloud.Client().Webhooks.ListAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal(2, found.Count);
        Assert.Null(elsewhere.Only.Header("Authorization"));
    }

    [Fact]
    public async Task A_page_that_names_itself_as_next_is_not_read_for_ever()
    {
        string? host = null;
        await using var cloud = await ScriptedCloud.StartAsync(
            context => ScriptedCloud.Json(200, Items("a"), ("Link", $"<{host}v1/webhooks?again>; rel=\"next\""))(context));
        host = cloud.Address.ToString();

        var found = await cloud.Client().Webhooks.ListAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task The_next_page_is_not_fetched_before_it_is_wanted()
    {
        string? host = null;
        await using var cloud = await ScriptedCloud.StartAsync(
            context => ScriptedCloud.Json(200, Items("a"), ("Link", $"<{host}v1/people?more>; rel=\"next\""))(context));
        host = cloud.Address.ToString();

        var found = await cloud.Client().People.FindByEmailAsync("ann@example.test", callingData: false, Cancellation);

        Assert.Equal("a", found!.Id);
        Assert.Equal("/v1/people?email=ann%40example.test", cloud.Only.Target);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    [InlineData("<unclosed", null)]
    [InlineData("<https://a/1>; rel=\"prev\"", null)]
    [InlineData("<https://a/1>; rel=\"next\"", "https://a/1")]
    [InlineData("<https://a/1>;rel=next", "https://a/1")]
    [InlineData("<https://a/1>; title=\"x\"; rel=\"next\"", "https://a/1")]
    [InlineData("<https://a/0?q=a,b>; rel=\"first\", <https://a/1?q=c;d>; rel=\"next\", <https://a/2>; rel=\"last\"", "https://a/1?q=c;d")]
    public void The_next_link_is_found_among_others(string? header, string? next) => Assert.Equal(next, Paging.NextOf(header));

    private static string Items(params string[] ids) => $$"""{"items":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""))}}]}""";
}
