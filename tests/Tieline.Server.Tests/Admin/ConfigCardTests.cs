using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Tieline.Server.Admin.ConfigFile;
using Tieline.Server.Audit;
using Tieline.Server.Settings;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>Settings as a file on the page Audit, in the hands of a tenant's own administrator.</summary>
public sealed class ConfigCardTests : IAsyncLifetime
{
    private TestWorld World { get; set; } = null!;

    private Actor Bo { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectOrgAsync();
        Bo = new Actor("Bo Lind", await World.SalesforceUserIdAsync(TestWorld.Bo));
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task What_is_applied_stands_in_the_trail_by_his_name_and_the_page_is_told_to_show_it()
    {
        var told = 0;
        await using var card = await OpenPage<ConfigCard>.AtAsync(World, Bo, card => card.Add(one => one.OnApplied, () => told++));
        Choose(card, "version: 1\nsettings:\n  calling.inboundSearch: [Lead]\n");
        card.Press("config-apply");
        card.SeeWords("config-told", "Changed: 1.");
        card.Part.WaitForAssertion(() => Assert.Equal(1, told));
        var entry = (await World.Get<AuditTrail>().ListAsync(World.TenantId, null, 1, TestWorld.Stop)).Single();
        Assert.Equal((Bo, "setting", "Lead"), (entry.Who, entry.Event.What, entry.Event.After));
    }

    [Fact]
    public async Task A_file_that_takes_his_own_role_Admin_is_applied_only_after_a_word()
    {
        await World.RemovePackageAsync();
        await World.SetAsync("people.rolesFrom", "tieline");
        await World.Get<OwnRoles>().ChangeAsync(World.TenantId, new OrgUser(Bo.Id, "Bo Lind", TestWorld.Bo, "", "", IsActive: true), _ => WebexRoles.User | WebexRoles.Admin, Actor.AdminKey, null, TestWorld.Stop);
        await using var card = await OpenPage<ConfigCard>.AtAsync(World, Bo);
        Choose(card, $"version: 1\nroles:\n  {TestWorld.Ann}: [User]\n");
        card.Press("config-apply");
        card.SeeWords("config-told", "Changed: 1."); // Nothing of his.

        Choose(card, $"version: 1\ncomplete: true\nsettings:\n  people.rolesFrom: tieline\nroles:\n  {TestWorld.Ann}: [User]\n");
        card.Press("config-apply");
        card.Press("config-own-admin-keep");
        card.See("config-apply");
        Assert.Equal(2, (await HeldAsync()).Count);
        card.Press("config-apply");
        card.Press("config-own-admin-take");
        card.SeeWords("config-told", "Changed: 1.");
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task The_same_file_can_be_chosen_again_and_one_that_is_too_large_is_told_in_words()
    {
        await using var card = await OpenPage<ConfigCard>.AtAsync(World, Bo);
        var before = card.Part.FindComponent<InputFile>().Instance;
        Choose(card, "version: 1\nsettings:\n  calling.inboundsearch: [Lead]\n");
        card.SeeWords("config-mistakes", "Line 3, column 3");
        card.Part.WaitForAssertion(() => Assert.NotSame(before, card.Part.FindComponent<InputFile>().Instance)); // A browser is silent about a file that its field has already.
        Choose(card, "version: 1\nsettings:\n  calling.inboundSearch: [Lead]\n");
        card.See("config-change");
        Choose(card, new string('#', ConfigEndpoints.Largest + 1));
        card.SeeWords("config-problem", "settings.yaml is larger than 256 KB");
    }

    private static void Choose(OpenPage<ConfigCard> card, string text) =>
        card.Part.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "settings.yaml"));

    private async Task<IReadOnlyList<RoleHeld>> HeldAsync() => (await World.Get<OwnRoles>().HeldAsync(World.TenantId, TestWorld.Stop)).GetValueOrDefault(Bo.Id, []);
}
