using System.Collections.Concurrent;
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
    public async Task A_search_that_is_under_way_finds_nobody_for_a_reach_that_was_chosen_since()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var picker = await OpenAsync(world);
        Type(picker, "Ann");
        Reach(picker, "All");
        Reach(picker, "User");
        await using var later = await OpenAsync(world);
        Type(later, "Bo");
        later.See("scope-found");
        Assert.Empty(picker.Part.FindAll("[data-testid=scope-found]"));
    }

    [Fact]
    public async Task Who_was_chosen_is_chosen_no_more_once_another_name_is_typed()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var picked = new ConcurrentQueue<string?>();
        await using var picker = await OpenAsync(world, one => picked.Enqueue(one?.Name));
        Type(picker, "Ann");
        picker.Press("scope-found");
        Type(picker, "Bo");
        picker.SeeWords("scope-found", "Bo Lind");
        Assert.Equal([null, "Ann Berg", null], picked);
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

    private static async Task<OpenPage<ScopePicker>> OpenAsync(TestWorld world, Action<PickedScope?>? picked = null)
    {
        var page = await OpenPage<ScopePicker>.AtAsync(
            world, Actor.AdminKey, parameters => parameters.Add(picker => picker.TenantId, world.TenantId).Add(picker => picker.OnPicked, one => picked?.Invoke(one)));
        Reach(page, "User");
        return page;
    }

    private static void Reach(OpenPage<ScopePicker> picker, string reach) => picker.Part.Do("[data-testid=scope-reach]", select => select.Change(reach));

    private static void Type(OpenPage<ScopePicker> picker, string text) => picker.Part.Do("[data-testid=scope-user]", field => field.Input(text));
}
