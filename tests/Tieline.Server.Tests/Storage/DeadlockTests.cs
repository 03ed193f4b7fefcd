using Npgsql;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>Two servers on one PostgreSQL database lock the same rows the other way round.</summary>
public class DeadlockTests(PostgreSqlServer postgres)
{
    [Fact]
    public async Task A_unit_that_loses_a_deadlock_is_tried_again_and_written()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var cellar = await Cellar.OnPostgreSqlAsync(database);
        await cellar.Writer.CommitAsync([new("CREATE TABLE pairs (name text PRIMARY KEY, changes int NOT NULL)", []), new("INSERT INTO pairs VALUES ('a', 0), ('b', 0)", [])], TestWorld.Stop);

        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync(TestWorld.Stop);
        // The other server never looks for deadlocks, so that it is our writer that finds this one, after its second, and is the one undone.
        await ExecuteAsync(other, "SET deadlock_timeout = '10min'");
        await ExecuteAsync(other, "BEGIN");
        await ExecuteAsync(other, "UPDATE pairs SET changes = changes + 10 WHERE name = 'b'");
        // Ours looks once, a second after it began to wait: the gate lets it ask for b when the other already waits for a.
        await using var gate = new NpgsqlConnection(database);
        await gate.OpenAsync(TestWorld.Stop);
        await ExecuteAsync(gate, "SELECT pg_advisory_lock(1)");
        var ours = cellar.Writer.CommitAsync([Add("a"), new("SELECT pg_advisory_xact_lock(1)", []), Add("b")], TestWorld.Stop);
        await WaitingAsync(1);
        var theirs = ExecuteAsync(other, "UPDATE pairs SET changes = changes + 10 WHERE name = 'a'");
        await WaitingAsync(2);
        await ExecuteAsync(gate, "SELECT pg_advisory_unlock(1)");
        await theirs;
        await ExecuteAsync(other, "COMMIT");

        var changed = await ours;
        Assert.Equal((1, 1), (changed[0], changed[2]));
        var found = await cellar.Database.QueryAsync("SELECT name, changes FROM pairs ORDER BY name", [], row => (row.GetString(0), row.GetInt32(1)), TestWorld.Stop);
        Assert.Equal([("a", 11), ("b", 11)], found);
        var undone = await cellar.Database.QueryAsync("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", [], row => row.GetInt64(0), TestWorld.Stop);
        Assert.Equal(1, Assert.Single(undone));

        Task WaitingAsync(long count) => Eventually.IsTrueAsync(
            async () => (await cellar.Database.QueryAsync(
                "SELECT COUNT(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()", [], row => row.GetInt64(0), TestWorld.Stop))[0] == count,
            Eventually.Limit, $"{count} wait");
    }

    private static Statement Add(string name) => new("UPDATE pairs SET changes = changes + 1 WHERE name = $1", [name], ExpectedRows: 1);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestWorld.Stop);
    }
}
