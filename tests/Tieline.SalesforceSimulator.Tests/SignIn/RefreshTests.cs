using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>A refresh token that was found, and is another's or taken back by the time it is used.</summary>
public sealed class RefreshTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_token_that_was_taken_back_meanwhile_stays_taken_back(bool rotate)
    {
        using var org = Org();
        var grant = org.Sessions.GrantTo("user", "app", "api");
        org.Sessions.Revoke(grant);
        Assert.Null(org.Sessions.Refresh(grant, rotate, null));
        Assert.Empty(org.Sessions.Grants);
        Assert.Empty(org.Sessions.Sessions);
    }

    [Fact]
    public async Task A_token_that_is_rotated_gives_one_session_however_many_ask_at_once()
    {
        using var org = Org();
        var grant = org.Sessions.GrantTo("user", "app", "api");
        var sessions = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => org.Sessions.Refresh(grant, rotate: true, null))));
        var session = Assert.Single(sessions.OfType<Session>());
        Assert.Equal((session.RefreshToken, 1), (Assert.Single(org.Sessions.Grants).RefreshToken, org.Sessions.Grants[0].UseCount));
    }

    private static SalesforceOrg Org()
    {
        var org = new SalesforceOrg();
        OrgSeed.Reset(org, new SalesforceSimulatorOptions { SeedStory = false });
        return org;
    }
}
