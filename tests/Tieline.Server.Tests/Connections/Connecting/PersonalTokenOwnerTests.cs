using System.Net;
using Tieline.Server.Connections;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;
using static Tieline.Server.Tests.Connections.Connecting.WebexWaysTests;

namespace Tieline.Server.Tests.Connections.Connecting;

/// <summary>For whom a pasted token speaks, where an administrator said who is whom at Webex.</summary>
public class PersonalTokenOwnerTests
{
    [Fact]
    public async Task A_personal_token_speaks_for_the_agent_whom_an_administrator_joined_with_its_owner()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Carla); // By her sign-in the administrator finds people.
        await using var admin = new AdminOf(world);
        await admin.PostAsync($"people/{await world.SalesforceUserIdAsync(TestWorld.Bo)}/person", new { email = TestWorld.Ann });
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Equal("Bo Lind", (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Single(agent => agent.PersonId is not null && agent.Name != "Carla Ruiz").Name);
    }

    // Many to one: nobody said which of them has the line, until one of them has it.
    [Fact]
    public async Task A_personal_token_whose_owner_several_users_are_speaks_for_the_one_who_is_served_and_otherwise_for_none()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Carla);
        await using var admin = new AdminOf(world);
        foreach (var user in new[] { TestWorld.Bo, TestWorld.David })
        {
            await admin.PostAsync($"people/{await world.SalesforceUserIdAsync(user)}/person", new { email = TestWorld.Ann });
        }

        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("or more than one", message, StringComparison.Ordinal);

        using var david = await world.OpenPanelAsync(TestWorld.David);
        Assert.Equal(HttpStatusCode.OK, (await david.SignInAsync("webex", person: TestWorld.Ann)).Status);
        var person = (await world.Get<Agents>().FindAsync(world.TenantId, david.AgentId, TestWorld.Stop))!.PersonId!;
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann });
        await Assert.ThrowsAsync<Tieline.Webex.WebexException>(async () => await (await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, person, TestWorld.Stop))!.People.MeAsync(false, TestWorld.Stop));
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Equal(["Carla Ruiz", "David Kim"], (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Where(agent => agent.PersonId is not null).Select(agent => agent.Name));
    }

    // Many to one by correction and by address.
    [Fact]
    public async Task A_personal_token_of_an_agent_whose_person_another_user_was_corrected_to_speaks_for_neither()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Carla);
        using var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await using var admin = new AdminOf(world);
        var bo = $"people/{await world.SalesforceUserIdAsync(TestWorld.Bo)}/person";
        await admin.PostAsync(bo, new { email = TestWorld.Ann });
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("or more than one", message, StringComparison.Ordinal);
        await admin.PostAsync(bo, new { takeBack = true });
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync("webex/personal-token/register")).Status);
        Assert.NotNull(await AnnAsync(world));
    }

    [Fact]
    public async Task A_personal_token_goes_with_the_correction_though_another_agent_is_served_still()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Carla);
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync("webex/personal-token/register")).Status);
        Assert.NotNull(await AnnAsync(world));

        await admin.PostAsync($"people/{await world.SalesforceUserIdAsync(TestWorld.Ann)}/person", new { email = TestWorld.Bo });
        await admin.PostAsync($"people/{await world.SalesforceUserIdAsync(TestWorld.David)}/person", new { email = TestWorld.Ann });
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsync("webex/personal-token/register")).Status); // Ann's softphone would lose the person.
        var (status, message) = await admin.PostAsync("webex/personal-token/register", new { isSure = true });
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Equal(["Carla Ruiz", "David Kim"], (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Where(agent => agent.PersonId is not null).Select(agent => agent.Name));
    }

    [Fact]
    public async Task A_personal_token_takes_no_lasting_sign_in_from_its_agent_by_the_way_of_another_person()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, (await ann.MoveHereAsync(TestWorld.Bo)).Status); // Ann works as Bo.
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("signed in as another Webex person", message, StringComparison.Ordinal);
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    // The correction path: an agent of the address who is joined with somebody else by an administrator is not the owner.
    [Fact]
    public async Task A_personal_token_speaks_for_nobody_whom_an_administrator_joined_with_another_person()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Carla);
        await using var admin = new AdminOf(world);
        await admin.PostAsync($"people/{await world.SalesforceUserIdAsync(TestWorld.Ann)}/person", new { email = TestWorld.Bo });
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("No active Salesforce user", message, StringComparison.Ordinal);
        await admin.PostAsync($"people/{await world.SalesforceUserIdAsync(TestWorld.Ann)}/person", new { takeBack = true });
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync("webex/personal-token/register")).Status);
        Assert.NotNull(await AnnAsync(world));
    }
}
