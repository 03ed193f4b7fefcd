using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Calls;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>What call journeys ask of a world: which Tasks are in Salesforce, and whether everything has come to rest.</summary>
internal static class CallWorld
{
    private const string Fields =
        "Id, Subject, Status, CallType, CallDurationInSeconds, CallDisposition, CallObject, Description, WhoId, WhatId, OwnerId, ActivityDate, TaskSubtype, Owner.Username, Who.Name, What.Name";

    /// <summary>The Tasks that calls have made, oldest first.</summary>
    public static Task<IReadOnlyList<JsonNode>> TasksAsync(this TestWorld world) =>
        world.QueryAsync($"SELECT {Fields} FROM Task WHERE CallObject LIKE 'webex:%' ORDER BY CreatedDate, Id");

    /// <summary>Asks the org as its administrator.</summary>
    public static async Task<IReadOnlyList<JsonNode>> QueryAsync(this TestWorld world, string soql) =>
        [.. (await world.AskOrgAsync(HttpMethod.Get, "query?q=" + Uri.EscapeDataString(soql)))["records"]!.AsArray().Select(row => row!)];

    /// <summary>Changes a record as the org's administrator.</summary>
    public static Task ChangeAsync(this TestWorld world, string objectName, string id, JsonObject fields) =>
        world.AskOrgAsync(HttpMethod.Patch, $"sobjects/{objectName}/{id}", fields);

    /// <summary>Makes a record as the org's administrator; gives its id.</summary>
    public static async Task<string> CreateAsync(this TestWorld world, string objectName, JsonObject fields) =>
        (string)(await world.AskOrgAsync(HttpMethod.Post, $"sobjects/{objectName}", fields))["id"]!;

    /// <summary>Deletes a record as the org's administrator.</summary>
    public static Task RemoveAsync(this TestWorld world, string objectName, string id) => world.AskOrgAsync(HttpMethod.Delete, $"sobjects/{objectName}/{id}");

    /// <summary>A request to the REST API as the org's administrator.</summary>
    public static async Task<JsonNode> AskOrgAsync(this TestWorld world, HttpMethod method, string path, JsonObject? fields = null)
    {
        var token = await world.Salesforce.ControlAsync("token?user=admin@nordlys.example");
        using var request = new HttpRequestMessage(method, "/services/data/v67.0/" + path) { Content = fields is null ? null : JsonContent.Create(fields) };
        request.Headers.Authorization = new("Bearer", (string)token["access_token"]!);
        using var answer = await world.Salesforce.Http.SendAsync(request);
        return await Simulator.ReadAsync(answer);
    }

    /// <summary>
    /// Lets time pass until nothing waits: no inbox entry, no open call, no log that is still to be written. Fails when that takes more than
    /// <paramref name="limit"/> of the worlds' time.
    /// </summary>
    public static async Task SettleAsync(this TestWorld world, TimeSpan? limit = null)
    {
        var end = world.Clock.UtcNow + (limit ?? TimeSpan.FromMinutes(5));
        do
        {
            await world.EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
            await world.AdvanceAsync(TimeSpan.FromSeconds(6));
            await world.HasDoneWhatIsDueAsync();
            Assert.True(world.Clock.UtcNow < end, "Something still waits: " + world.Log.Text);
        }
        while (await world.CountAsync("SELECT COUNT(*) FROM call_sessions WHERE check_at IS NOT NULL") > 0
            || await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE state < 2 AND kind = 'call-log'") > 0);
    }

    /// <summary>Waits, while the clock stands, until the server has taken up what the clouds told and has tried all that it owes by now.</summary>
    public static async Task HasDoneWhatIsDueAsync(this TestWorld world)
    {
        await world.EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
        await world.EventuallyAsync(async () => await world.CountAsync(
            $"SELECT COUNT(*) FROM deliveries WHERE (state = 0 AND due_at <= {Moment.ToMicroseconds(world.Clock.UtcNow)}) OR state = 1") == 0);
    }

    public static async Task<long> CountAsync(this TestWorld world, string sql) =>
        (await world.Get<Database>().QueryAsync(sql, [], row => row.GetInt64(0), TestWorld.Stop))[0];

    /// <summary>One line per Task: who, what, how long; sorted.</summary>
    public static async Task<string> ToldAsync(this TestWorld world) => Told(await world.TasksAsync());

    public static string Told(IEnumerable<JsonNode> tasks) => string.Join('\n', tasks.Select(Told).Order(StringComparer.Ordinal));

    public static string Told(JsonNode task) =>
        $"{((string)task["Owner"]!["Username"]!).Split('.')[0]}: {task["Subject"]}, {task["CallType"]}, {task["Status"]}"
        + (task["CallDurationInSeconds"] is { } seconds ? $", {(int)(double)seconds} s" : "")
        + (task["CallDisposition"] is { } disposition ? $", {disposition}" : "");

    /// <summary>
    /// What the Tasks of calls from (212) 555-0175 tell, as long as the simulator says that they lasted: where the machine is busy they take longer
    /// than was asked for.
    /// </summary>
    public static async Task<IEnumerable<string>> TalkedAsync(this TestWorld world)
    {
        var legs = (await world.Webex.ControlAsync("calls"))["calls"]!.AsArray().SelectMany(call => call!["legs"]!.AsArray());
        return legs.Select(leg => $"{((string)leg!["email"]!).Split('.')[0]}: Call from (212) 555-0175, Inbound, Completed, {(Milliseconds(leg, "disconnected") - Milliseconds(leg, "answered")) / 1000} s");

        static long Milliseconds(JsonNode leg, string moment) => ((DateTimeOffset)leg[moment]!).ToUnixTimeMilliseconds();
    }

    /// <summary>
    /// The end of this call was not heard: its Task says so, and has a length right to within the minute, or none when it was not seen alive in the minute before.
    /// </summary>
    public static void AssertLengthOfACallFoundOver(JsonNode task, int? exactSeconds)
    {
        var description = (string?)task["Description"] ?? "";
        Assert.Contains("The end of the call was not told", description, StringComparison.Ordinal);
        if (exactSeconds is { } exact && task["CallDurationInSeconds"] is { } seconds)
        {
            Assert.InRange((double)seconds, exact, exact + 60);
            Assert.Contains("approximate", description, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(task["CallDurationInSeconds"]);
            Assert.Contains("not known", description, StringComparison.Ordinal);
            Assert.DoesNotContain("Talk time", description, StringComparison.Ordinal);
        }
    }

    public static async Task<CallView> CallOfAsync(this TestWorld world, PanelClient panel, string callSessionId)
    {
        var board = world.Get<CallBoard>();
        var agent = await world.Get<Tieline.Server.Users.Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop);
        CallView? call = null;
        await world.EventuallyAsync(async () => (call = await board.FindAsync(world.TenantId, callSessionId, agent!.PersonId!)) is not null);
        return call!;
    }
}
