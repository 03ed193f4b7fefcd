using System.Text.Json.Nodes;
using Tieline.Server.CallerMatching;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.CallerMatching;

/// <summary>What an agent is told who has no sign-in of his own, so that the integration user looks for him; and what nobody is told.</summary>
public class SightTests(MatchingTests.ConnectedWorld connected) : IClassFixture<MatchingTests.ConnectedWorld>, IAsyncLifetime
{
    private const string Maria = "+12025550143";
    private int _asked;

    private TestWorld World => connected.World;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await World.Salesforce.DeleteControlAsync("hidden");
        await World.Salesforce.DeleteControlAsync("faults");
    }

    [Fact]
    public async Task An_agent_without_a_sign_in_of_his_own_is_told_of_records_that_he_may_read()
    {
        var maria = (await MatchAsync(await EvaAsync(), Maria)).Single;
        Assert.Equal(("Maria Lopez", "Acme Rockets"), (maria?.Name, maria?.AccountName));
    }

    [Fact]
    public async Task An_agent_whose_own_sign_in_may_not_search_is_served_by_the_integration_user()
    {
        await World.Salesforce.ControlAsync("faults", new
        {
            match = new { path = "^/services/data/.*/(search|parameterizedSearch)" }, times = 1,
            fault = new { kind = "status", status = 403, body = new[] { new { errorCode = "API_CURRENTLY_DISABLED", message = "Not you." } } },
        });
        Assert.Equal("Maria Lopez", (await MatchAsync(await AnnAsync(), Maria)).Single?.Name);
    }

    [Fact]
    public async Task A_record_that_he_may_not_read_is_not_found_for_him_and_is_for_others()
    {
        await HideAsync((await MatchAsync(await EvaAsync(), Maria)).Single!.RecordId);
        Assert.Equal(CallerMatchKind.None, (await MatchAsync(await EvaAsync(), Maria)).Kind);
        Assert.Equal("Maria Lopez", (await MatchAsync(await AnnAsync(), Maria)).Single?.Name);
        Assert.DoesNotContain(await World.Get<RecordSearch>().FindAsync(await EvaAsync(), "Maria Lopez", [], TestWorld.Stop), record => record.Name == "Maria Lopez");
    }

    [Fact]
    public async Task An_account_that_he_may_not_read_is_not_named_with_its_contact()
    {
        await HideAsync((await MatchAsync(await EvaAsync(), Maria)).Single!.AccountId!);
        var maria = (await MatchAsync(await EvaAsync(), Maria)).Single!;
        Assert.Equal(("Maria Lopez", null, null), (maria.Name, maria.AccountId, maria.AccountName));
    }

    [Theory]
    [InlineData("Case")]
    [InlineData("Opportunity")]
    public async Task A_record_that_he_may_not_read_tells_nobody_whose_it_is(string objectName)
    {
        var maria = (await MatchAsync(await AnnAsync(), Maria)).Single!;
        var id = await World.CreateAsync(objectName, objectName == "Case"
            ? new() { ["Subject"] = "Late", ["ContactId"] = maria.RecordId }
            : new() { ["Name"] = "Engines", ["StageName"] = "Prospecting", ["CloseDate"] = "2026-12-31", ["AccountId"] = maria.AccountId });
        Assert.NotEmpty(await World.Get<RecordSearch>().PhonesOfRecordAsync(await EvaAsync(), id, TestWorld.Stop));
        await HideAsync(id);
        Assert.Empty(await World.Get<RecordSearch>().PhonesOfRecordAsync(await EvaAsync(), id, TestWorld.Stop));
    }

    [Fact]
    public async Task A_colleague_who_withholds_himself_is_not_named()
    {
        var bo = (await World.Get<Agents>().AllAsync(World.TenantId, TestWorld.Stop)).Single(agent => agent.Name == "Bo Lind");
        var match = await World.Get<CallerMatcher>().MatchAsync(await AnnAsync(), new CallerNumber(null, null, IsPrivate: true, bo.PersonId), TestWorld.Stop);
        Assert.Equal((CallerMatchKind.Withheld, "", 0), (match.Kind, match.NumberShown, match.Candidates.Count));
    }

    [Theory]
    [InlineData("maria@acme.example")]
    [InlineData(" sip:maria@acme.example ")]
    public async Task What_is_no_number_is_not_withheld_and_is_shown_as_it_came(string address)
    {
        var match = await MatchAsync(await AnnAsync(), address);
        Assert.Equal((CallerMatchKind.None, address.Trim()), (match.Kind, match.NumberShown));
    }

    [Fact]
    public async Task A_colleague_is_known_by_his_e_mail_also_in_a_sandbox_which_puts_invalid_behind_it()
    {
        var bo = (await World.Get<Agents>().AllAsync(World.TenantId, TestWorld.Stop)).Single(agent => agent.Name == "Bo Lind");
        await World.ChangeAsync("User", bo.SalesforceUserId, new JsonObject { ["Email"] = TestWorld.Bo + ".invalid" });
        var match = await World.Get<CallerMatcher>().MatchAsync(await AnnAsync(), new CallerNumber(null, "Bo", false, bo.PersonId), TestWorld.Stop);
        Assert.Equal(("Bo Lind", TestWorld.Bo), (match.Single?.Name, match.Single?.MatchedNumber));
    }

    [Fact]
    public async Task A_number_without_country_is_meant_as_in_its_owners_country_and_without_an_owner_as_in_the_orgs()
    {
        var boId = await World.SalesforceUserIdAsync(TestWorld.Bo);
        var queue = (string)(await World.QueryAsync("SELECT Id FROM Group WHERE Type = 'Queue'"))[0]!["Id"]!;
        await World.ChangeAsync("User", boId, new JsonObject { ["Country"] = "Denmark" });
        await World.CreateAsync("Contact", new() { ["LastName"] = "Of Bo", ["Phone"] = "20 99 88 77", ["OwnerId"] = boId });
        await World.CreateAsync("Lead", new() { ["LastName"] = "Of the queue", ["Company"] = "Acme", ["Phone"] = "303 555 0172", ["OwnerId"] = queue });
        Assert.Equal("Of Bo", (await MatchAsync(await AnnAsync(), "+4520998877")).Single?.Name);
        Assert.Equal("Of the queue", (await MatchAsync(await AnnAsync(), "+13035550172")).Single?.Name);
        Assert.Equal(CallerMatchKind.None, (await MatchAsync(await AnnAsync(), "+4530355501")).Kind);
    }

    [Fact]
    public async Task A_field_that_was_hidden_is_asked_for_again_after_an_hour()
    {
        await World.Salesforce.ControlAsync("faults", new
        {
            match = new { path = "^/services/data/.*/(search|parameterizedSearch)" }, times = 1,
            fault = new { kind = "status", status = 400, body = new[] { new { errorCode = "INVALID_FIELD", message = "No such column." } } },
        });
        await World.Salesforce.ControlAsync("faults", new
        {
            match = new { path = "^/services/data/.*/sobjects/Contact/describe" }, times = 1,
            fault = new { kind = "status", status = 200, body = new { name = "Contact", fields = new[] { new { name = "Id" }, new { name = "Name" } } } },
        });
        Assert.Equal(CallerMatchKind.None, (await MatchAsync(await EvaAsync(), Maria)).Kind);
        Assert.Equal(CallerMatchKind.None, (await MatchAsync(await EvaAsync(), Maria)).Kind);
        await World.AdvanceAsync(TimeSpan.FromMinutes(61));
        Assert.Equal("Maria Lopez", (await MatchAsync(await EvaAsync(), Maria)).Single?.Name);
    }

    private Task HideAsync(string id) => World.Salesforce.ControlAsync("hidden", new { user = TestWorld.Eva, ids = new[] { id } });

    // Each time another name is announced, so that nothing kept is given.
    private Task<CallerMatch> MatchAsync(Asker asker, string number) =>
        World.Get<CallerMatcher>().MatchAsync(asker, new CallerNumber(number, $"Call {_asked++} of {TestContext.Current.Test!.UniqueID}", false, null), TestWorld.Stop);

    private async Task<Asker> EvaAsync()
    {
        using var panel = await World.OpenPanelAsync(TestWorld.Eva);
        return await AskerAsync(panel.AgentId, withPerson: false);
    }

    private Task<Asker> AnnAsync() => AskerAsync(connected.Ann.AgentId, withPerson: true);

    private async Task<Asker> AskerAsync(Guid agentId, bool withPerson)
    {
        var agent = (await World.Get<Agents>().FindAsync(World.TenantId, agentId, TestWorld.Stop))!;
        return new Asker(World.TenantId, agent.Id, agent.SalesforceUserId, agent.Country, withPerson ? agent.PersonId : null);
    }
}
