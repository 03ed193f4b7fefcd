using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.CallLogging;

/// <summary>Two windows write notes about one call.</summary>
public sealed class NotesDoorTests : IAsyncLifetime
{
    private TestWorld _world = null!;
    private PanelClient _ann = null!;
    private string _call = "";

    public async ValueTask InitializeAsync()
    {
        _world = await TestWorld.StartAsync();
        _ann = (await _world.ConnectAsync(TestWorld.Ann))[0];
        _call = (string)(await _world.PlayAsync(TestWorld.Ann, "manual"))["callSessionId"]!;
        await _world.CallOfAsync(_ann, _call);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Notes_based_on_an_older_text_are_refused_with_the_newer_one_and_change_nothing()
    {
        var (status, first) = await PutAsync("Wants a quote", 0);
        Assert.Equal(HttpStatusCode.OK, status);
        var (_, second) = await PutAsync("Wants a quote for 40", (long)first["version"]!);
        var (refused, conflict) = await PutAsync("Wants a callback", (long)first["version"]!);
        Assert.Equal(HttpStatusCode.Conflict, refused);
        Assert.Equal("Wants a quote for 40", (string?)conflict["notes"]);
        Assert.Equal((long)second["version"]!, (long)conflict["version"]!);
        var (merged, _) = await PutAsync("Wants a quote for 40 and a callback", (long)conflict["version"]!);
        Assert.Equal(HttpStatusCode.OK, merged);
    }

    [Fact]
    public async Task Two_first_notes_do_not_overwrite_each_other()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("One", 0)).Status);
        var (refused, conflict) = await PutAsync("Two", 0);
        Assert.Equal((HttpStatusCode.Conflict, "One"), (refused, (string?)conflict["notes"]));
    }

    [Fact]
    public async Task A_field_saved_beside_does_not_make_the_notes_older()
    {
        var (_, first) = await PutAsync("Wants a quote", 0);
        var logs = _world.Get<Tieline.Server.CallLogging.CallLogs>();
        var call = await _world.CallOfAsync(_ann, _call);
        var draft = await logs.DraftAsync(_world.TenantId, _call, call.PersonId, TestWorld.Stop);
        await logs.SaveFieldsAsync(draft with { Subject = "Quote" }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("Wants a quote for 40", (long)first["version"]!)).Status);
    }

    [Fact]
    public async Task Without_a_version_the_last_save_wins()
    {
        await PutAsync("One", null);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("Two", null)).Status);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(string notes, long? version)
    {
        using var answer = await _ann.Http.PutAsJsonAsync($"/panels/api/calls/{_call}/notes", new { notes, version }, TestWorld.Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(TestWorld.Stop))!);
    }
}
