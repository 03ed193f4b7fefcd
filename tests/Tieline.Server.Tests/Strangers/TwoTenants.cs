using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.CallLogging;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Strangers;

/// <summary>
/// Ann of one tenant talks with Zelda and has written a note; Salesforce refuses the log, so that a delivery fails. The stranger belongs to another tenant
/// whose org has the same user ids, and is signed in to both clouds there. What is Ann's has words that occur nowhere else (<see cref="Private"/>).
/// </summary>
public sealed class TwoTenants : IAsyncLifetime
{
    public const string Note = "Zebra crossing, forty seats";
    private const string Name = "Zelda Zephyr";
    private const string Number = "+12125550133";

    /// <summary>Words of the first tenant that no stranger may read, whatever he does.</summary>
    public IReadOnlyList<string> Private => [Note, "Zelda", "Zephyr", "2125550133", "555-0133", AnnPerson, Task];

    public TestWorld World { get; private set; } = null!;

    public PanelClient Ann { get; private set; } = null!;

    public TenantUnderTest Sandbox { get; private set; } = null!;

    /// <summary>Bo, of <see cref="Sandbox"/>; his user id there is that of another Bo in Ann's org.</summary>
    public PanelClient Stranger { get; private set; } = null!;

    public string AnnPerson { get; private set; } = "";

    public string StrangerPerson { get; private set; } = "";

    /// <summary>Ann's call with Zelda, which is not over.</summary>
    public string CallSessionId { get; private set; } = "";

    /// <summary>Zelda's contact in Ann's org.</summary>
    public string ZeldaId { get; private set; } = "";

    /// <summary>The key of the delivery that fails.</summary>
    public string Task => new CallLogKey(CallSessionId, AnnPerson).ToString();

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        Ann = (await World.ConnectAsync(TestWorld.Ann))[0];
        Sandbox = await World.ConnectSecondOrgAsync();
        Stranger = await World.OpenPanelAsync(TestWorld.Bo, Sandbox);
        await Stranger.SignInAsync("salesforce");
        await Stranger.SignInAsync("webex");
        var agents = World.Get<Agents>();
        AnnPerson = (await agents.FindAsync(World.TenantId, Ann.AgentId, TestWorld.Stop))!.PersonId!;
        StrangerPerson = (await agents.FindAsync(Sandbox.Id, Stranger.AgentId, TestWorld.Stop))!.PersonId!;
        await CallAnnAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>Fails when the text holds a word of Ann's.</summary>
    public void AssertTellsNothing(string text) => Assert.DoesNotContain(Private, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private async Task CallAnnAsync()
    {
        var admin = (string)(await World.Salesforce.ControlAsync($"token?user={TestWorld.Integration}"))["access_token"]!;
        using var create = new HttpRequestMessage(HttpMethod.Post, "/services/data/v67.0/sobjects/Contact") { Content = JsonContent.Create(new { FirstName = "Zelda", LastName = "Zephyr", Phone = Number }) };
        create.Headers.Authorization = new("Bearer", admin);
        ZeldaId = (string)(await Simulator.ReadAsync(await World.Salesforce.Http.SendAsync(create, TestWorld.Stop)))["id"]!;
        await World.AdvanceAsync(TimeSpan.FromSeconds(5)); // Until the org's search knows her.
        await World.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", field = "Subject", equals = $"Call from {Name}", message = "Not yet." });
        CallSessionId = (string)(await World.PlayAsync(TestWorld.Ann, from: Number, talkSeconds: 3600))["callSessionId"]!;
        await World.AdvanceAsync(TimeSpan.FromSeconds(4));
        await World.EventuallyAsync(async () => (await World.CallOfAsync(Ann, CallSessionId)).AnsweredAt is not null);
        using var saved = await Ann.Http.PutAsJsonAsync($"/panels/api/calls/{CallSessionId}/notes", new { notes = Note }, TestWorld.Stop);
        Assert.True(saved.IsSuccessStatusCode);
        await World.EventuallyAsync(async () =>
        {
            await World.AdvanceAsync(TimeSpan.FromSeconds(1));
            return await World.Get<DeliveryList>().FindAsync(World.TenantId, CallLogDelivery.KindName, Task, TestWorld.Stop) is { State: DeliveryState.Waiting, FailureKind: FailureKind.Refused };
        });
    }
}
