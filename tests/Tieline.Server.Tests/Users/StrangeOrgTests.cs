using System.Net;
using System.Net.Http.Json;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Users;

/// <summary>What is given with characters that PostgreSQL does not store, at each door that takes it from anybody.</summary>
public class StrangeOrgTests(PostgreSqlServer postgres)
{
    private const string Strange = "00D\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    [Fact]
    public async Task It_is_no_org_of_ours_and_no_fault_of_ours()
    {
        await using var world = await TestWorld.StartAsync(new() { Database = await postgres.NewDatabaseAsync() });
        using var panel = await world.Http.GetAsync("/panels/softphone?org=" + Uri.EscapeDataString(Strange), TestWorld.Stop);
        using var popUp = await world.Http.PostAsJsonAsync("/panels/api/pop-up", new { org = Strange }, TestWorld.Stop);
        var token = OrgSigner.SignPayload("secret", $$"""{"v":1,"aud":"tieline","org":"{{Strange.Replace("\0", "\\u0000", StringComparison.Ordinal)}}","user":"x","jti":"0123456789abcdef","iat":1,"exp":2}""");
        using var session = await world.Http.PostAsJsonAsync("/panels/api/session", new { token }, TestWorld.Stop);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (panel.StatusCode, popUp.StatusCode, session.StatusCode));
    }

    [Fact]
    public async Task A_language_that_is_none_begins_a_sign_in_in_English()
    {
        await using var world = await TestWorld.StartAsync(new() { Database = await postgres.NewDatabaseAsync() });
        await world.ConnectOrgAsync();
        using var begun = await world.Http.PostAsJsonAsync("/panels/api/pop-up", new { org = world.OrgId, language = "\0" }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
    }
}
