using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

/// <summary>What is done in Salesforce so that somebody has a role, or has it no more.</summary>
public class RoleStepTests
{
    private const string Ann = "005000000000001AAA";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoleSets Sets = new(
        new Dictionary<WebexRoles, string> { [WebexRoles.User] = "0PSuser", [WebexRoles.Admin] = "0PSadmin" }, new Dictionary<string, RoleGroup>());

    private static readonly RoleHeld Direct = new(WebexRoles.User, RoleSource.PermissionSet, AssignmentId: "0Pa1");
    private static readonly RoleHeld Expired = Direct with { ExpiresAt = Now };
    private static readonly RoleHeld InGroup = new(WebexRoles.User, RoleSource.PermissionSetGroup, "Desk", AssignmentId: "0Pa2");

    public static TheoryData<RoleHeld[], WebexRoles, string> Given => new()
    {
        { [], WebexRoles.User, "Assign 0PSuser" },
        { [], WebexRoles.User | WebexRoles.Admin, "Assign 0PSuser; Assign 0PSadmin" },
        { [Direct], WebexRoles.User, "" },
        { [InGroup], WebexRoles.User, "" },
        { [Expired], WebexRoles.User, "Renew 0Pa1" },
        { [Expired, InGroup], WebexRoles.User, "" },
        { [Direct], WebexRoles.User | WebexRoles.Admin, "Assign 0PSadmin" },
        { [], WebexRoles.ImportAdmin, "Impossible  NoPermissionSet Webex Import Admin" },
    };

    public static TheoryData<RoleHeld[], WebexRoles, string> Taken => new()
    {
        { [], WebexRoles.User, "" },
        { [Direct], WebexRoles.User, "Remove 0Pa1" },
        { [Expired], WebexRoles.User, "Remove 0Pa1" },
        { [Direct], WebexRoles.Admin, "" },
        { [InGroup], WebexRoles.User, "Impossible  InGroup Desk" },
        { [Direct, InGroup], WebexRoles.User, "Remove 0Pa1; Impossible  InGroup Desk" },
    };

    [Theory, MemberData(nameof(Given))]
    public void Giving_does_what_is_missing(RoleHeld[] held, WebexRoles roles, string steps) => Assert.Equal(steps, Told(RoleStep.Give(Ann, roles, With(held), Sets)));

    [Theory, MemberData(nameof(Taken))]
    public void Taking_does_what_is_there_and_leaves_groups_alone(RoleHeld[] held, WebexRoles roles, string steps) => Assert.Equal(steps, Told(RoleStep.Take(Ann, roles, With(held))));

    [Fact]
    public void What_has_expired_is_shown_and_does_not_count()
    {
        Assert.Equal(WebexRoles.None, With([Expired]).Of(Ann, Now));
        Assert.Equal([Expired], With([Expired]).HeldBy(Ann));
        Assert.Equal(WebexRoles.User, With([Expired]).Of(Ann, Now.AddSeconds(-1)));
        Assert.Equal(WebexRoles.User, (With([]) with { EverybodyIsUser = true }).Of("anybody", Now));
    }

    [Theory]
    [InlineData("email", "ann@x.example.invalid", "", "ann@x.example")]
    [InlineData("email", "ann@x.example", "ann@sso.example", "ann@x.example")]
    [InlineData("federationId", "ann@x.example", "ann@sso.example", "ann@sso.example")]
    [InlineData("federationId", "ann@x.example", "", "")]
    [InlineData("federationId", "ann@x.example", "4711", "")]
    [InlineData("either", "ann@x.example", "ann@sso.example", "ann@x.example ann@sso.example")]
    [InlineData("either", "ann@x.example", "Ann@X.example", "ann@x.example")]
    [InlineData("email", "ann@x.invalid.example", "", "ann@x.invalid.example")]
    public void A_user_is_looked_for_by_these_addresses(string matchBy, string email, string federationId, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', PersonMatching.Addresses(matchBy, email, federationId)));

    private static TenantRoles With(RoleHeld[] held) => new(true, false, new Dictionary<string, IReadOnlyList<RoleHeld>> { [Ann] = held }, Now);

    private static string Told(IEnumerable<RoleStep> steps) => string.Join("; ", steps.Select(step => $"{step.Kind} {step.Id} {step.Fault} {step.Detail}".Trim()));
}
