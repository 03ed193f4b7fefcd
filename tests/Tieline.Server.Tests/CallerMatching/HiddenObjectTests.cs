using System.Net.Http.Json;
using Tieline.Server.CallerMatching;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.CallerMatching;

/// <summary>An org whose agents may not see a whole object: what is left is found, however often is asked.</summary>
public class HiddenObjectTests
{
    [Fact]
    public async Task Whoever_may_not_see_contacts_finds_the_accounts_own_number()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        using var org = await world.OrgAsync("admin@nordlys.example");
        var account = await FirstAsync(org, "SELECT Id, Phone FROM Account WHERE Phone != null AND Id IN (SELECT AccountId FROM Contact WHERE Phone != null)");
        var asker = new Asker(world.TenantId, ann.AgentId, await world.SalesforceUserIdAsync(TestWorld.Ann), "US", "nobody");
        var search = world.Get<RecordSearch>();
        Assert.Contains(await search.PhonesOfRecordAsync(asker, account.Id, TestWorld.Stop), phone => phone.OwnerObject == "Contact");

        var rights = await FirstAsync(org, "SELECT Id FROM ObjectPermissions WHERE SobjectType = 'Contact' AND Parent.Profile.Name = 'Standard User'");
        using var hidden = await org.PatchAsJsonAsync($"/services/data/v66.0/sobjects/ObjectPermissions/{rights.Id}", new
        {
            PermissionsRead = false, PermissionsCreate = false, PermissionsEdit = false, PermissionsDelete = false, PermissionsViewAllRecords = false, PermissionsModifyAllRecords = false,
        }, TestWorld.Stop);
        await Simulator.ReadAsync(hidden);
        for (var time = 0; time < 3; time++)
        {
            var phones = await search.PhonesOfRecordAsync(asker, account.Id, TestWorld.Stop);
            Assert.Equal(["Account"], phones.Select(phone => phone.OwnerObject).Distinct());
        }

        // What was not asked about then is asked about now.
        var opportunity = await FirstAsync(org, $"SELECT Id FROM Opportunity WHERE AccountId = '{account.Id}'");
        Assert.NotEmpty(await search.PhonesOfRecordAsync(asker, opportunity.Id, TestWorld.Stop));
    }

    private static async Task<Row> FirstAsync(HttpClient org, string soql) =>
        (await org.GetFromJsonAsync<Page>($"/services/data/v66.0/query?q={Uri.EscapeDataString(soql + " LIMIT 1")}", TestWorld.Stop))!.Records.Single();

    private sealed record Page(IReadOnlyList<Row> Records);

    private sealed record Row(string Id);
}
