using Bunit;
using Tieline.Server.Admin.PeoplePages;
using Tieline.Server.Audit;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Admin;

/// <summary>The people's page while it looks, and the details of one of them.</summary>
public class PeoplePageTests
{
    [Fact]
    public async Task Who_is_typed_while_the_list_is_still_read_is_shown_and_the_list_does_not_come_over_him()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await RolesAreKnownAsync(world);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "/query" }, times = 1, fault = new { kind = "slow", seconds = 60 } });
        await using var people = await OpenAsync(world);
        await world.EventuallyAsync(async () => (int)(await world.Salesforce.ControlAsync("faults"))["waiting"]! == 1);
        Type(people, "people-search", "Bo Lind");
        people.SeeWords("person", "Bo Lind");

        await world.Salesforce.ControlAsync("clock", new { advanceSeconds = 60 });
        await using var later = await OpenAsync(world);
        later.See("person"); // Whatever the first look began has ended before this.
        Assert.Equal("Bo Lind", Assert.Single(people.Part.FindAll("[data-testid=person] strong")).TextContent);
        Assert.Empty(people.Part.FindAll("[data-testid=people-problem]"));
    }

    [Fact]
    public async Task A_list_that_Salesforce_refuses_is_told_and_the_next_letter_asks_again()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await RolesAreKnownAsync(world);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "/query" }, fault = new { kind = "serverUnavailable" } });
        await using var people = await OpenAsync(world);
        people.See("people-problem");
        await world.Salesforce.DeleteControlAsync("faults");
        Type(people, "people-search", "Bo");
        people.SeeWords("person", "Bo Lind");
        Assert.Empty(people.Part.FindAll("[data-testid=people-problem]"));
    }

    [Fact]
    public async Task The_Webex_person_of_a_user_is_searched_for_and_corrected()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await using var people = await OpenDetailsAsync(world);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "/v1/people" }, fault = new { kind = "status", status = 503 } });
        Type(people, "person-search", "Ev");
        people.See("person-problem");
        await world.Webex.DeleteControlAsync("faults");
        Type(people, "person-search", "Eva");
        people.SeeWords("person-found", "Eva");
        Assert.Empty(people.Part.FindAll("[data-testid=person-problem]"));

        people.Press("person-found");
        people.SeeWords("people-told", "Bo Lind");
        people.SeeWords("webex-person", "Eva");
        Assert.Empty(people.Part.FindAll("[data-testid=person-details]"));
    }

    [Fact]
    public async Task A_name_that_is_typed_and_deleted_again_finds_no_Webex_person()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await using var people = await OpenDetailsAsync(world);
        await using var later = await OpenDetailsAsync(world);
        Type(people, "person-search", "Eva");
        Type(people, "person-search", "");
        Type(later, "person-search", "Eva");
        later.See("person-found"); // Whatever the first one began has ended before this.
        Assert.Empty(people.Part.FindAll("[data-testid=person-found]"));
    }

    // Else what is held up or refused is the reading of the roles, which all looks share.
    private static async Task RolesAreKnownAsync(TestWorld world)
    {
        await using var before = await OpenAsync(world);
        before.See("person");
    }

    private static async Task<OpenPage<PeoplePage>> OpenDetailsAsync(TestWorld world)
    {
        var people = await OpenAsync(world);
        Type(people, "people-search", "Bo Lind");
        people.Part.WaitForAssertion(() => Assert.Equal("Bo Lind", Assert.Single(people.Part.FindAll("[data-testid=person] strong")).TextContent));
        people.Press("more");
        return people;
    }

    private static Task<OpenPage<PeoplePage>> OpenAsync(TestWorld world) => OpenPage<PeoplePage>.AtAsync(world, Actor.AdminKey);

    private static void Type(OpenPage<PeoplePage> people, string field, string text) => people.Part.Do($"[data-testid={field}]", input => input.Input(text));
}
