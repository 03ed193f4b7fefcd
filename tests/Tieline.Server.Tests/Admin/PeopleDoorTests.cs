using System.Net;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>Which Webex person a Salesforce user is: found by his address, corrected by hand, and served once when two users are one person.</summary>
public sealed class PeopleDoorTests : IAsyncLifetime
{
    private TestWorld World { get; set; } = null!;

    private PanelClient Ann { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        Ann = (await World.ConnectAsync(TestWorld.Ann))[0];
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task Everybody_with_a_role_is_listed_with_his_person_his_sign_ins_and_his_roles()
    {
        var (status, body) = await World.AdminAsync(HttpMethod.Get, "people");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ["Ann Berg: Ann Berg, SignedIn, Linked, User", "Bo Lind: Bo Lind, Matched, Unlinked, User", "Carla Ruiz: Carla Ruiz, Matched, Unlinked, User", "David Kim: David Kim, Matched, Unlinked, User",
             "Eva Holm: Eva Holm, Matched, Unlinked, User Admin", "Olivia Admin: Admin Nordlys, Matched, Unlinked, Admin"],
            body["people"]!.AsArray().Select(Told));
        var found = (await World.AdminAsync(HttpMethod.Get, "people?search=integr")).Body;
        Assert.Equal(["Tieline Integration: , Nobody, Unlinked, "], found["people"]!.AsArray().Select(Told));
        Assert.Empty((await World.AdminAsync(HttpMethod.Get, "people?search=%25'_gone")).Body["people"]!.AsArray());
    }

    [Theory]
    [InlineData("email", "bo.lind@nordlys.example.invalid", null, "Bo Lind")]
    [InlineData("federationId", "bo@home.example", "carla.ruiz@nordlys.example", "Carla Ruiz")]
    [InlineData("either", "bo@home.example", "carla.ruiz@nordlys.example", "Carla Ruiz")]
    [InlineData("email", "bo@home.example", "carla.ruiz@nordlys.example", "")]
    public async Task A_user_is_matched_by_what_the_setting_says(string matchBy, string email, string? federationId, string person)
    {
        await World.ChangeAsync("User", await World.SalesforceUserIdAsync(TestWorld.Bo), new JsonObject { ["Email"] = email, ["FederationIdentifier"] = federationId });
        await World.SetAsync("people.matchBy", matchBy);
        Assert.Equal(person, (string?)(await PersonAsync(TestWorld.Bo))["person"]?["name"] ?? "");
    }

    [Fact]
    public async Task A_corrected_person_is_the_one_expected_at_the_sign_in_until_the_correction_is_taken_back()
    {
        Assert.Equal(HttpStatusCode.OK, await CorrectAsync(TestWorld.Bo, new { email = TestWorld.Carla }));
        var shown = await PersonAsync(TestWorld.Bo);
        Assert.Equal(("Carla Ruiz", "Corrected"), ((string)shown["person"]!["name"]!, (string)shown["found"]!));

        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        var (_, asked, _) = await bo.SignInAsync("webex", TestWorld.Bo);
        Assert.Contains("has joined Bo Lind with Carla Ruiz", WebUtility.HtmlDecode(asked), StringComparison.Ordinal);
        Assert.Equal("Unlinked", (string)(await PersonAsync(TestWorld.Bo))["webex"]!["state"]!);

        var (status, page, _) = await bo.SignInAsync("webex", TestWorld.Carla);
        Assert.True(status == HttpStatusCode.OK && !page.Contains("Are both", StringComparison.Ordinal) && page.Contains("Carla Ruiz", StringComparison.Ordinal), page);
        Assert.Equal("SignedIn", (string)(await PersonAsync(TestWorld.Bo))["found"]!);

        Assert.Equal(HttpStatusCode.OK, await CorrectAsync(TestWorld.Bo, new { takeBack = true }));
        Assert.Equal(HttpStatusCode.OK, await CorrectAsync(TestWorld.Bo, new { email = TestWorld.Bo }));
        var other = await PersonAsync(TestWorld.Bo);
        Assert.Equal(("Bo Lind", "SignedInAsOther"), ((string)other["person"]!["name"]!, (string)other["problems"]![0]!["kind"]!));
        var trail = (await World.AdminAsync(HttpMethod.Get, "audit")).Body["entries"]!.AsArray();
        Assert.Equal(
            [" -> Bo Lind <bo.lind@nordlys.example>", "Carla Ruiz <carla.ruiz@nordlys.example> -> ", " -> Carla Ruiz <carla.ruiz@nordlys.example>"],
            trail.Where(entry => (string)entry!["what"]! == "person").Select(entry => $"{Person(entry!["before"])} -> {Person(entry["after"])}"));

        static string? Person(JsonNode? kept) => kept is null ? null : WebexPerson.Read((string)kept!)!.Subject;
    }

    [Fact]
    public async Task An_administrator_gives_nobody_the_line_of_a_person_whom_he_alone_says_that_he_is()
    {
        Assert.Equal(HttpStatusCode.OK, await CorrectAsync(TestWorld.Bo, new { email = TestWorld.Ann }));
        var bo = await PersonAsync(TestWorld.Bo);
        var (status, problem) = await World.AdminAsync(HttpMethod.Post, $"people/{bo["userId"]}/serve");
        Assert.Equal((HttpStatusCode.Conflict, "He must sign in himself."), (status, (string)problem["title"]!));
        Assert.Equal("Linked", (string)(await Ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);

        using var panel = await World.OpenPanelAsync(TestWorld.Bo);
        var (_, asked, _) = await panel.SignInAsync("webex", TestWorld.Ann);
        Assert.Contains("Are both", WebUtility.HtmlDecode(asked), StringComparison.Ordinal);
        Assert.Equal("Linked", (string)(await Ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    [Fact]
    public async Task Two_users_who_are_one_person_have_one_line_and_the_administrator_says_who_has_it()
    {
        // A second login of the same human has her address.
        await World.ChangeAsync("User", await World.SalesforceUserIdAsync(TestWorld.Bo), new JsonObject { ["Email"] = TestWorld.Ann });
        var bo = await PersonAsync(TestWorld.Bo);
        Assert.Equal(("Ann Berg", "ServedAsOther"), ((string)bo["person"]!["name"]!, (string)bo["problems"]![0]!["kind"]!));

        Assert.Equal(HttpStatusCode.OK, (await World.AdminAsync(HttpMethod.Post, $"people/{bo["userId"]}/serve")).Status);
        Assert.Equal("SignedIn", (string)(await PersonAsync(TestWorld.Bo))["found"]!);
        Assert.Equal("Unlinked", (string)(await Ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        await World.PlayAsync(TestWorld.Ann, from: "+12025550177");
        await World.AdvanceAsync(TimeSpan.FromSeconds(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        var task = Assert.Single(await World.TasksAsync());
        Assert.Equal(TestWorld.Bo, (string)task["Owner"]!["Username"]!);
        var trail = (await World.AdminAsync(HttpMethod.Get, "audit")).Body["entries"]!.AsArray();
        Assert.Contains(trail, entry => (string)entry!["what"]! == "served" && ((string)entry["before"]!).StartsWith("Ann Berg", StringComparison.Ordinal) && ((string)entry["after"]!).StartsWith("Bo Lind", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("federationId", "bo@home.example", "bo@sso.example", true)]
    [InlineData("either", "bo@home.example", "bo@sso.example", true)]
    [InlineData("email", "bo@home.example", "bo@sso.example", false)]
    [InlineData("federationId", TestWorld.Bo, "bo@sso.example", false)]
    public async Task Who_came_never_is_found_by_a_persons_address_as_the_setting_says(string matchBy, string email, string federationId, bool isFound)
    {
        var bo = await World.SalesforceUserIdAsync(TestWorld.Bo);
        await World.ChangeAsync("User", bo, new JsonObject { ["Email"] = email, ["FederationIdentifier"] = federationId });
        await World.SetAsync("people.matchBy", matchBy);
        var found = await World.Get<Tieline.Server.Connections.IAgentLinks>().OfEmailAsync(World.TenantId, email == TestWorld.Bo ? email : federationId, TestWorld.Stop);
        var agent = found is { } id ? await World.Get<Agents>().FindAsync(World.TenantId, id, TestWorld.Stop) : null;
        Assert.Equal(isFound ? (bo, (DateTimeOffset?)null) : (null, null), (agent?.SalesforceUserId, agent?.NotUserSince));
        Assert.Equal(found, await World.Get<Tieline.Server.Connections.IAgentLinks>().OfEmailAsync(World.TenantId, email == TestWorld.Bo ? email : federationId, TestWorld.Stop));
    }

    [Fact]
    public async Task A_person_who_is_signed_in_for_another_org_is_marked_and_moves_when_he_signs_in_here()
    {
        var sandbox = await World.ConnectSecondOrgAsync();
        using var there = await World.OpenPanelAsync(TestWorld.Bo, sandbox);
        await there.SignInAsync("webex");
        Assert.Equal("ServedElsewhere", (string)(await PersonAsync(TestWorld.Bo))["problems"]![0]!["kind"]!);
        using var here = await World.OpenPanelAsync(TestWorld.Bo);
        await here.MoveHereAsync();
        Assert.Empty((await PersonAsync(TestWorld.Bo))["problems"]!.AsArray());
        Assert.Equal("Unlinked", (string)(await there.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    [Fact]
    public async Task A_sign_in_that_Webex_takes_no_more_needs_attention_with_its_reason_and_another_agents_finds_the_people()
    {
        await World.ConnectAgentAsync(TestWorld.Bo);
        await World.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann });
        await PersonAsync(TestWorld.Ann);
        var ann = await PersonAsync(TestWorld.Ann);
        Assert.Equal("NeedsAttention", (string)ann["webex"]!["state"]!);
        Assert.Contains("no longer accepted", (string)ann["webex"]!["reason"]!, StringComparison.Ordinal);
        Assert.Equal(("Ann Berg", "Matched"), ((string)ann["person"]!["name"]!, (string)(await PersonAsync(TestWorld.Carla))["found"]!));
    }

    [Fact]
    public async Task An_administrator_signs_somebody_out_of_Webex()
    {
        var ann = await World.SalesforceUserIdAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.NoContent, (await World.AdminAsync(HttpMethod.Post, $"people/{ann}/sign-out")).Status);
        Assert.Equal("Unlinked", (string)(await Ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await World.AdminAsync(HttpMethod.Post, $"people/{ann}/sign-out")).Status);

        // Now nobody is signed in, so that nobody can be looked up, and that is said.
        Assert.Equal("CannotAsk", (string)(await PersonAsync(TestWorld.Bo))["found"]!);
        Assert.Equal(HttpStatusCode.Conflict, await CorrectAsync(TestWorld.Bo, new { email = TestWorld.Carla }));
    }

    [Fact]
    public async Task What_is_no_user_no_person_or_no_choice_is_refused()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await World.AdminAsync(HttpMethod.Post, "people/005000000000999AAA/person", new { email = TestWorld.Ann })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await World.AdminAsync(HttpMethod.Post, "people/nobody/person", new { email = TestWorld.Ann })).Status);
        Assert.Equal(HttpStatusCode.NotFound, await CorrectAsync(TestWorld.Bo, new { email = "nobody@nordlys.example" }));
        Assert.Equal(HttpStatusCode.BadRequest, await CorrectAsync(TestWorld.Bo, new { }));
        Assert.Equal(HttpStatusCode.BadRequest, await CorrectAsync(TestWorld.Bo, new { email = TestWorld.Ann, personId = "x" }));
        Assert.Equal(HttpStatusCode.Conflict, (await World.AdminAsync(HttpMethod.Post, $"people/{await World.SalesforceUserIdAsync(TestWorld.Bo)}/serve")).Status);
        var noted = (await World.AdminAsync(HttpMethod.Get, "audit")).Body["entries"]!.AsArray().Select(entry => (string)entry!["what"]!);
        Assert.Empty(noted.Intersect([RoleChanges.Change, PersonCorrections.Change, PersonServing.Change, PersonServing.SignedOut]));
    }

    private static string Told(JsonNode? one) =>
        $"{one!["name"]}: {one["person"]?["name"]}, {one["found"]}, {one["webex"]!["state"]}, {string.Join(' ', one["roles"]!.AsArray())}";

    private async Task<HttpStatusCode> CorrectAsync(string user, object choice) =>
        (await World.AdminAsync(HttpMethod.Post, $"people/{await World.SalesforceUserIdAsync(user)}/person", choice)).Status;

    private async Task<JsonNode> PersonAsync(string user)
    {
        var id = await World.SalesforceUserIdAsync(user);
        return (await World.AdminAsync(HttpMethod.Get, "people")).Body["people"]!.AsArray().Single(one => (string)one!["userId"]! == id)!;
    }
}
