using Bunit;
using Tieline.Server.Admin.SettingPages;
using Tieline.Server.Audit;
using Tieline.Server.Settings;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Admin;

public class SettingsFormTests
{
    [Fact]
    public async Task That_it_is_saved_shows_while_Salesforce_is_silent_about_who_has_values_of_his_own()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.SalesforceUserIdAsync(TestWorld.Ann);
        await world.Get<SettingsStore>().WriteAsync(world.TenantId, [new("calling.callSearch", SettingScope.User(ann), "Lead")], Actor.AdminKey, TestWorld.Stop);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "/query" }, fault = new { kind = "slow", delayMs = 60_000 } });
        await using var form = await OpenPage<SettingsForm>.AtAsync(world, new Actor("Bo Lind", "005"), form => form.Add(one => one.Page, SettingPage.Calling));
        form.SeeWords("others", ann); // The id must do.
        form.See("setting-calling.inboundSearch").QuerySelector("[data-choice=User]")!.Change(false);
        form.Press("save");
        form.SeeWords("settings-told", "Saved");
        Assert.Equal("Contact, Lead, Account", (await world.Get<SettingsStore>().ValuesAsync(world.TenantId, TestWorld.Stop))[("calling.inboundSearch", SettingScope.All)]);
    }
}
