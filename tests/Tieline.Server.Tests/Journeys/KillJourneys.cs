using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>The server, a process of its own, is killed without warning at the worst moments of a call: one Task, right duration, right notes.</summary>
public class KillJourneys(PostgreSqlServer postgres)
{
    private const string TaskDoor = "^/services/data/.*/sobjects/Task";
    private const string Notes = "Wants a quote.\nÆrø, 40 seats.";

    [Fact]
    public async Task After_the_webhook_was_answered_200()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var world = await TestWorld.StartAsync(new() { ServerAsChild = true, Database = database });
        await PlayWithNotesAsync(world);
        // What the last webhook says gets no farther than the inbox.
        await using var held = await HoldAsync(database, "inbox", "position('\"disconnected\"'::bytea in NEW.body) > 0");
        await EndsAsync(world);
        await WaitForWaitersAsync(database);
        await world.Child.KillAsync();
        await ReleaseAsync(held);
        await GoesOnAsync(world);
    }

    [Fact]
    public async Task Inside_the_transaction()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var world = await TestWorld.StartAsync(new() { ServerAsChild = true, Database = database });
        await PlayWithNotesAsync(world);
        // The unit of work has marked the entry done and written the session, and waits with the rest.
        await using var held = await HoldAsync(database, "call_legs", "NEW.ended_at IS NOT NULL");
        await EndsAsync(world);
        await WaitForWaitersAsync(database);
        await world.Child.KillAsync();
        await ReleaseAsync(held);
        await GoesOnAsync(world);
    }

    [Theory]
    [InlineData("lateCommit")]
    [InlineData("slow")]
    public async Task After_the_Tasks_create_was_sent_and_before_its_answer_came(string fate)
    {
        await using var world = await TestWorld.StartAsync(new() { ServerAsChild = true });
        var fault = fate == "slow" ? (object)new { kind = fate, delayMs = 4000 } : new { kind = fate, delaySeconds = 1 };
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = TaskDoor }, times = 1, fault });
        // Long enough for the restart: a webhook that comes while the server is down is lost, and then the duration is approximate.
        await PlayWithNotesAsync(world, talkSeconds: 20);
        await MetAsync(world);
        await world.Child.KillAsync();
        await GoesOnAsync(world, seconds: 20);
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

    private static async Task PlayWithNotesAsync(TestWorld world, int talkSeconds = 4)
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

    private static async Task GoesOnAsync(TestWorld world, int seconds = 4)
    {
        await world.Child.StartAsync();
        await UntilAsync(async () => (await world.TasksAsync()) is [var done] && (string)done["Status"]! == "Completed", "the Task is completed");
        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal($"ann: Call from (212) 555-0175, Inbound, Completed, {seconds} s", CallWorld.Told(task));
        Assert.StartsWith(Notes, ((string)task["Description"]!).ReplaceLineEndings("\n"));
    }

    private static Task UntilAsync(Func<Task<bool>> condition, string what) => TestWorld.UntilAsync(condition, TimeSpan.FromSeconds(60), what);

    // A trigger makes updates of this table that fulfil the condition wait for a lock that we hold: as if the process had stopped there.
    private static async Task<NpgsqlConnection> HoldAsync(string database, string table, string condition)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestWorld.Stop);
        await using var hold = new NpgsqlCommand(
            $"""
            SELECT pg_advisory_lock(4711);
            CREATE FUNCTION hold_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
            CREATE TRIGGER hold_here BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION hold_here();
            """,
            connection);
        await hold.ExecuteNonQueryAsync(TestWorld.Stop);
        return connection;
    }

    private static async Task ReleaseAsync(NpgsqlConnection held)
    {
        await using var release = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", held);
        await release.ExecuteNonQueryAsync(TestWorld.Stop);
    }

    private static async Task WaitForWaitersAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestWorld.Stop);
        await UntilAsync(
            async () =>
            {
                await using var count = new NpgsqlCommand("SELECT COUNT(*) FROM pg_locks WHERE NOT granted", connection);
                return (long)(await count.ExecuteScalarAsync(TestWorld.Stop))! > 0;
            },
            "the unit of work waits inside its transaction");
    }
}
