using System.Text.Json.Nodes;
using Tieline.Server.Calls;
using Tieline.Server.Deliveries;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>What call journeys ask of a world: which Tasks are in Salesforce, and whether everything has come to rest.</summary>
internal static class CallWorld
{
    private const string Fields =
        "Id, Subject, Status, CallType, CallDurationInSeconds, CallDisposition, CallObject, Description, WhoId, WhatId, OwnerId, ActivityDate, TaskSubtype, Owner.Username, Who.Name, What.Name";

    /// <summary>The Tasks that calls have made, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> TasksAsync(this TestWorld world)
    {
        var token = await world.Salesforce.ControlAsync("token?user=admin@nordlys.example");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/services/data/v67.0/query?q=" + Uri.EscapeDataString($"SELECT {Fields} FROM Task WHERE CallObject LIKE 'webex:%' ORDER BY CreatedDate, Id"));
        request.Headers.Authorization = new("Bearer", (string)token["access_token"]!);
        using var answer = await world.Salesforce.Http.SendAsync(request);
        return [.. (await Simulator.ReadAsync(answer))["records"]!.AsArray().Select(row => row!)];
    }

    /// <summary>Waits until nothing waits: no inbox entry, no open call, no delivery that is due or will be soon.</summary>
    public static async Task SettleAsync(this TestWorld world)
    {
        var database = world.Get<Tieline.Server.Storage.Database>();
        await world.EventuallyAsync(async () => await CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
        await world.AdvanceAsync(TimeSpan.FromSeconds(6));
        await world.EventuallyAsync(async () => await CountAsync("SELECT COUNT(*) FROM deliveries WHERE state < 2 AND kind = 'call-log'") == 0);

        async Task<long> CountAsync(string sql) => (await database.QueryAsync(sql, [], row => row.GetInt64(0), TestWorld.Stop))[0];
    }

    /// <summary>One line per Task: who, what, how long; sorted.</summary>
    public static async Task<string> ToldAsync(this TestWorld world) => string.Join('\n', (await world.TasksAsync()).Select(Told).Order(StringComparer.Ordinal));

    public static string Told(JsonNode task) =>
        $"{((string)task["Owner"]!["Username"]!).Split('.')[0]}: {task["Subject"]}, {task["CallType"]}, {task["Status"]}"
        + (task["CallDurationInSeconds"] is { } seconds ? $", {(int)(double)seconds} s" : "")
        + (task["CallDisposition"] is { } disposition ? $", {disposition}" : "");

    public static async Task<CallView> CallOfAsync(this TestWorld world, PanelClient panel, string callSessionId)
    {
        var board = world.Get<CallBoard>();
        var agent = await world.Get<Tieline.Server.Users.Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop);
        CallView? call = null;
        await world.EventuallyAsync(async () => (call = await board.FindAsync(world.TenantId, callSessionId, agent!.PersonId!)) is not null);
        return call!;
    }
}
