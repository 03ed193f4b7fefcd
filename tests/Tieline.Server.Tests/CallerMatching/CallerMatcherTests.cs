using Microsoft.Extensions.DependencyInjection;
using Tieline.Server.CallerMatching;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.CallerMatching;

/// <summary>Who calls, asked of the simulated org with its numbers in many spellings.</summary>
public class CallerMatcherTests
{
    [Fact]
    public async Task Callers_are_found_by_numbers_in_any_spelling()
    {
        await using var world = await TestWorld.StartAsync();
        var asker = await AnnAsync(world);

        Assert.Equal("One: Contact Maria Lopez", await WhoAsync(world, asker, "+12025550143"));
        Assert.Equal("One: Lead Jens Olsen", await WhoAsync(world, asker, "+4520123456"));
        Assert.Equal("One: Lead Jens Olsen", await WhoAsync(world, asker, "004520123456"));
        Assert.Equal("One: Contact Ivy Extension", await WhoAsync(world, asker, "+12025550150;ext=204"));
        Assert.Equal("Many: Contact Nina Park, Contact Omar Haddad", await WhoAsync(world, asker, "+12025550188"));
        Assert.Equal("None: ", await WhoAsync(world, asker, "+12025550177"));
        Assert.Equal("None: ", await WhoAsync(world, asker, "+4799999999"));
    }

    [Fact]
    public async Task A_shared_number_leads_to_the_account_that_all_have_in_common()
    {
        await using var world = await TestWorld.StartAsync();
        var match = await Matcher(world).MatchAsync(await AnnAsync(world), new("+12025550188", null, false, null), TestWorld.Stop);

        Assert.Equal(CallerMatchKind.Many, match.Kind);
        Assert.Null(match.Single);
        Assert.Equal("Harbor Freight Lines", Assert.Single(match.Candidates.Select(candidate => candidate.AccountName).Distinct()));
        Assert.All(match.Candidates, candidate => Assert.Equal("MatchedShared", candidate.Reason));
    }

    [Fact]
    public async Task A_withheld_caller_is_not_looked_for()
    {
        await using var world = await TestWorld.StartAsync();
        var match = await Matcher(world).MatchAsync(await AnnAsync(world), new(null, null, true, null), TestWorld.Stop);
        Assert.Equal(CallerMatchKind.Withheld, match.Kind);
    }

    [Fact]
    public async Task The_dialer_finds_people_by_a_part_of_their_name_and_by_number()
    {
        await using var world = await TestWorld.StartAsync();
        var (search, asker) = (Search(world), await AnnAsync(world));

        var byName = await search.FindAsync(asker, "mar lop", ["Contact", "Lead"], TestWorld.Stop);
        var byFirstName = await search.FindAsync(asker, "Maria", ["Contact"], TestWorld.Stop);
        var byNumber = await search.FindAsync(asker, "(202) 555-0143", ["Contact"], TestWorld.Stop);

        Assert.DoesNotContain(byName, record => record.ObjectName is not ("Contact" or "Lead"));
        Assert.Contains(byFirstName, record => record.Name == "Maria Lopez");
        Assert.Equal("+12025550143", Assert.Single(byNumber).Phones.First(phone => phone.Dial.EndsWith("0143", StringComparison.Ordinal)).Dial);
        Assert.Empty(await search.FindAsync(asker, "x", ["Contact"], TestWorld.Stop));
        Assert.Empty(await search.FindAsync(asker, "Maria", ["Opportunity"], TestWorld.Stop));
    }

    [Fact]
    public async Task An_account_offers_the_numbers_of_its_contacts()
    {
        await using var world = await TestWorld.StartAsync();
        var (search, asker) = (Search(world), await AnnAsync(world));
        var nina = Assert.Single(await search.FindAsync(asker, "Nina Park", ["Contact"], TestWorld.Stop));

        var offered = await search.PhonesOfRecordAsync(asker, nina.AccountId!, TestWorld.Stop);

        Assert.Contains(offered, phone => phone.OwnerName == "Nina Park");
        Assert.Contains(offered, phone => phone.OwnerName == "Omar Haddad");
        Assert.Empty(await search.PhonesOfRecordAsync(asker, "not an id", TestWorld.Stop));
    }

    private static async Task<string> WhoAsync(TestWorld world, Asker asker, string number)
    {
        var match = await Matcher(world).MatchAsync(asker, new CallerNumber(number, null, false, null), TestWorld.Stop);
        return $"{match.Kind}: {string.Join(", ", match.Candidates.Select(candidate => $"{candidate.ObjectName} {candidate.Name}").Order())}";
    }

    private static async Task<Asker> AnnAsync(TestWorld world)
    {
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var agents = world.Server.Services.GetRequiredService<Agents>();
        var agent = (await agents.FindAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!;
        return new Asker(agent.TenantId, agent.Id, agent.SalesforceUserId, agent.Country, agent.PersonId);
    }

    private static CallerMatcher Matcher(TestWorld world) => world.Server.Services.GetRequiredService<CallerMatcher>();

    private static RecordSearch Search(TestWorld world) => world.Server.Services.GetRequiredService<RecordSearch>();
}
