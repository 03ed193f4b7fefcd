using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Authorizations;

public class AuthorizationsApiTests
{
    [Fact]
    public async Task A_token_tells_when_it_runs_out()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"exp":1790000000000}"""));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1790000000000), await cloud.Client().Authorizations.TokenExpiryAsync(Cancellation));
        Assert.Equal("/v1/authorizations/tokenExpiry", cloud.Only.Target);
    }

    [Fact]
    public async Task A_time_beyond_all_reason_is_the_last_there_is()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"exp":9223372036854775807}"""));
        Assert.Equal(9999, (await cloud.Client().Authorizations.TokenExpiryAsync(Cancellation)).Year);
    }
}
