using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>The server, a process of its own, is killed without warning at the worst moments of a call: one Task, right duration, right notes.</summary>
public class KillJourneys(PostgreSqlServer postgres)
{
    private const string TaskDoor = "^/services/data/.*/sobjects/Task";
    private const string Notes = "Wants a quote.\nÆrø, 40 seats.";

    private static readonly Dictionary<string, string> LastWebhook = new()
    {
        ["SQLite"] = """instr(NEW.body, CAST('"disconnected"' AS BLOB)) > 0""",
        ["PostgreSQL"] = """position('"disconnected"'::bytea in NEW.body) > 0""",
    };

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    // What the last webhook says gets no farther than the inbox: marking its entry as done, which is the unit's first statement, is held.
    [Theory, MemberData(nameof(Databases))]
    public Task After_the_webhook_was_answered_200(string database) => KilledAtAsync(database, "inbox", LastWebhook[database]);

    // The unit of work has marked the entry done and written the session, and waits with the rest.
    [Theory, MemberData(nameof(Databases))]
    public Task Inside_the_transaction(string database) => KilledAtAsync(database, "call_legs", "NEW.ended_at IS NOT NULL");

    [Theory]
    [InlineData("lateCommit")]
    [InlineData("slow")]
    [InlineData("slowAnswer")]
    public async Task After_the_Tasks_create_was_sent_and_before_its_answer_came(string fate)
    {
        await using var world = await TestWorld.StartAsync(new() { ServerAsChild = true });
        // The request is cut with the process and never carried out, or is carried out at once and the answer kept back, or is carried out a second later.
        var fault = fate == "lateCommit" ? (object)new { kind = fate, delaySeconds = 1 } : new { kind = fate, delayMs = 4000 };
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = TaskDoor }, times = 1, fault });
        await PlayWithNotesAsync(world, talkSeconds: 20); // Over the restart: a webhook that comes while the server is down is lost, and then the duration is approximate.
        await MetAsync(world);
        await world.Child.KillAsync();
        await GoesOnAsync(world);
    }

    [Fact]
    public async Task Before_the_final_update()
    {
        await using var world = await TestWorld.StartAsync(new() { ServerAsChild = true });
        await PlayWithNotesAsync(world);
        await UntilAsync(async () => (await world.TasksAsync()).Count == 1, "the Task is open");
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "PATCH", path = TaskDoor }, times = 1, fault = new { kind = "slow", delayMs = 8000 } });
        await EndsAsync(world);
        await MetAsync(world);
        await world.Child.KillAsync();
        await GoesOnAsync(world);
    }

    private async Task KilledAtAsync(string kind, string table, string condition)
    {
        var database = kind == "SQLite" ? "" : await postgres.NewDatabaseAsync();
        await using var world = await TestWorld.StartAsync(new() { ServerAsChild = true, Database = database });
        await PlayWithNotesAsync(world);
        await using var held = await HeldUpdate.OnAsync(world, database, table, condition);
        await EndsAsync(world);
        await held.ReachedAsync();
        await world.Child.KillAsync();
        await held.ReleaseAsync();
        await GoesOnAsync(world);
    }

    // They talk for long enough that what shall happen at the end is prepared by then.
    private static async Task PlayWithNotesAsync(TestWorld world, int talkSeconds = 10)
    {
        var panels = await world.ConnectAsync(TestWorld.Ann);
        var played = await world.PlayAsync(TestWorld.Ann, "answered", "+12125550175", ringSeconds: 1, talkSeconds: talkSeconds);
        await UntilAsync(
            async () =>
            {
                using var typed = await panels[0].Http.PutAsJsonAsync($"/panels/api/calls/{(string)played["callSessionId"]!}/notes", new { notes = Notes });
                return typed.IsSuccessStatusCode;
            },
            "the notes are saved");
    }

    // The last webhook has been posted and answered.
    private static Task EndsAsync(TestWorld world) => UntilAsync(
        async () => (await world.Webex.ControlAsync("deliveries"))["deliveries"]!.AsArray().Any(one => (string)one!["event"]! == "deleted" && one["statusCode"] is { } status && (int)status == 200),
        "the last webhook is answered");

    private static Task MetAsync(TestWorld world) => UntilAsync(
        async () => (int)(await world.Salesforce.ControlAsync("faults"))["faults"]![0]!["met"]! > 0, "Salesforce has the request");

    private static async Task GoesOnAsync(TestWorld world)
    {
        await world.Child.StartAsync();
        await UntilAsync(async () => (await world.TasksAsync()) is [var done] && (string)done["Status"]! == "Completed", "the Task is completed");
        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal(Assert.Single(await world.TalkedAsync()), CallWorld.Told(task));
        Assert.StartsWith(Notes, ((string)task["Description"]!).ReplaceLineEndings("\n"));
    }

    private static Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.IsTrueAsync(condition, TimeSpan.FromSeconds(60), what);
}
