using Bunit;
using Tieline.Server.Admin.SettingPages;
using Tieline.Server.Audit;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Admin;

/// <summary>Whoever is to be set something for is searched as his name is typed.</summary>
public class ScopePickerTests
{
    [Fact]
    public async Task A_name_that_is_typed_and_deleted_again_finds_nobody()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var picker = await OpenAsync(world);
        Type(picker, "Ann");
        Type(picker, "");
        await using var later = await OpenAsync(world);
        Type(later, "Bo");
        later.See("scope-found"); // Whatever the first one began has ended before this.
        Assert.Empty(picker.Part.FindAll("[data-testid=scope-found]"));
    }

    [Fact]
    public async Task A_Salesforce_that_does_not_answer_is_told_and_asked_again_for_the_next_letter()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var picker = await OpenAsync(world);
        await world.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/.*/query" }, fault = new { kind = "serverUnavailable" } });
        Type(picker, "An");
        picker.SeeWords("scope-problem", "cannot be asked for profiles and users");
        await world.Salesforce.DeleteControlAsync("faults");
        Type(picker, "Ann");
        picker.SeeWords("scope-found", "Ann Berg");
        Assert.Empty(picker.Part.FindAll("[data-testid=scope-problem]"));
    }

    private static async Task<OpenPage<ScopePicker>> OpenAsync(TestWorld world)
    {
        var page = await OpenPage<ScopePicker>.AtAsync(world, Actor.AdminKey, parameters => parameters.Add(picker => picker.TenantId, world.TenantId));
        page.Part.Do("[data-testid=scope-reach]", reach => reach.Change("User"));
        return page;
    }

    private static void Type(OpenPage<ScopePicker> picker, string text) => picker.Part.Do("[data-testid=scope-user]", field => field.Input(text));
}
