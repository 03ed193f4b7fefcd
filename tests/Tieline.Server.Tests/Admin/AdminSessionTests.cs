using Microsoft.AspNetCore.DataProtection;
using Tieline.Server.Admin;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Admin;

/// <summary>What the admin's pages hold instead of the admin key.</summary>
public class AdminSessionTests
{
    private readonly ManualClock _clock = new();
    private readonly EphemeralDataProtectionProvider _protection = new();

    [Fact]
    public void A_session_lives_eight_hours()
    {
        var sessions = With("first");
        var (session, _) = sessions.Open();
        _clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.NotNull(sessions.Read(session));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(sessions.Read(session));
    }

    [Fact]
    public void With_another_admin_key_the_sessions_of_the_former_one_end()
    {
        var (session, _) = With("first").Open();
        Assert.NotNull(With("first").Read(session));
        Assert.Null(With("second").Read(session));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CfDJ8")]
    [InlineData("not ours at all")]
    public void What_we_did_not_seal_opens_nothing(string session) => Assert.Null(With("first").Read(session));

    private AdminSessions With(string key) => new(_protection, new AdminKey(new TielineOptions { AdminKey = key }), _clock);
}
