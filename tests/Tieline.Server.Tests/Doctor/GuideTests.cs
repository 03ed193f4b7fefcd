using System.Text.RegularExpressions;
using Tieline.Server.Doctor;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Conventions;

namespace Tieline.Server.Tests.Doctor;

/// <summary>The guide's table of checks is the list of checks.</summary>
public partial class GuideTests
{
    [Fact]
    public void The_guide_tells_of_every_check_by_its_title_in_the_same_order_and_who_mends_it()
    {
        using var server = ServerSetup.Create([]);
        var say = Texts.For("en_US");
        var checks = server.Services.GetServices<ICheck>().ToList();
        Assert.Equal(CheckTable.All.Count, checks.Count);
        Assert.Equal(
            checks.Select(check => $"{say.Title(check.Name)} {check.Name} {WordOf(check.Who)} {check is IMendingCheck}"),
            Row().Matches(Repository.Read("docs/admin-guide/07-health.md"))
                .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[4].Value} {row.Groups[3].Value.Contains("**Fix**", StringComparison.Ordinal)}"));
    }

    [Fact]
    public void The_guide_and_the_page_name_the_scopes_of_a_Service_App_that_these_tests_connect()
    {
        foreach (var text in new[] { Repository.Read("docs/admin-guide/04-webex.md"), Texts.For("en_US")["WebexWay.ServiceApp.Why"], Texts.For("da")["WebexWay.ServiceApp.Why"] })
        {
            Assert.Equal(HealthyWorld.ServiceAppScopes, Scope().Matches(text).Select(scope => scope.Value).Distinct().Order());
        }
    }

    private static string WordOf(Mender who) => who == Mender.Host ? "IT" : who.ToString();

    [GeneratedRegex("spark-admin:[a-z_]+")]
    private static partial Regex Scope();

    [GeneratedRegex(@"^\| ([^|]+) \| `(\w+)` \| ([^|]+) \| (\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
