using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Storage.PostgreSql;
using Tieline.Server.Storage.Sqlite;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>
/// A database of the first schema, filled as a server of that time filled it, is met by the server of today: nothing is lost, and everybody is still signed in.
/// </summary>
public abstract class UpgradeContract
{
    private const string First = "Initial";

    [Fact]
    public async Task A_server_of_today_takes_over_a_database_of_the_first_schema_with_all_that_is_in_it()
    {
        var database = await NewDatabaseAsync();
        await using var world = await TestWorld.StartAsync(new() { Database = database });
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var played = await world.PlayAsync(TestWorld.Ann);
        await world.SettleAsync();
        await SetAsync(world, "calling.callSearch", "Lead");
        var before = await CountsAsync(world, await OldTablesAsync(world));
        await world.Server.StopAsync();

        await BackToFirstAsync(database, world.DataFolder);
        await world.Server.StartAsync();

        Assert.Equal(before, await CountsAsync(world, [.. before.Keys]));
        Assert.Equal("Nordlys Industries", (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!.Name);
        var shown = await ann.GetAsync("/panels/api/connections");
        Assert.Equal(("Linked", "Linked"), ((string)shown["webex"]!["state"]!, (string)shown["salesforce"]!["state"]!));
        Assert.Equal(TestWorld.Ann, (await (await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!.Identity.UserInfoAsync(TestWorld.Stop)).UserName);
        Assert.Equal((string)played["callSessionId"]!, (await world.CallOfAsync(ann, (string)played["callSessionId"]!)).CallSessionId);

        // And it works on: a call is logged, a setting is kept.
        await world.PlayAsync(TestWorld.Ann, from: "+12125550175");
        await world.SettleAsync();
        Assert.Equal(2, (await world.TasksAsync()).Count);
        Assert.Equal("Lead", Assert.Single(await world.Get<SettingsStore>().ValuesAsync(world.TenantId, TestWorld.Stop)).Value);
        await SetAsync(world, "calling.inboundSearch", "Lead");
        Assert.Equal(2, await world.CountAsync("SELECT COUNT(*) FROM audit_entries WHERE what = 'setting'"));
    }

    protected abstract Task<string> NewDatabaseAsync();

    private static async Task SetAsync(TestWorld world, string key, string value) =>
        Assert.Null((await world.Get<SettingsStore>().WriteAsync(world.TenantId, [new SettingChange(key, SettingScope.All, value)], Actor.AdminKey, TestWorld.Stop)).Problem);

    /// <summary>Makes the database anew by the first migration alone and puts back the rows that it had, in the columns that the first schema knows.</summary>
    private static async Task BackToFirstAsync(string database, string folder)
    {
        var file = Path.Combine(folder, "tieline.db");
        Dictionary<(string Table, string[] Columns), List<object[]>> kept;
        await using (var engine = EngineOf(database, file))
        {
            await using var context = engine.CreateContext();
            kept = await ReadAsync(context);
            await (database.Length > 0 ? context.Database.ExecuteSqlRawAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public", TestWorld.Stop) : Task.CompletedTask);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        Directory.GetFiles(folder, "tieline.db*").ToList().ForEach(File.Delete);
        await using var old = EngineOf(database, file);
        await using var first = old.CreateContext();
        await first.GetService<IMigrator>().MigrateAsync(First, TestWorld.Stop);
        Assert.EndsWith($"_{First}", Assert.Single(await first.Database.GetAppliedMigrationsAsync(TestWorld.Stop)), StringComparison.Ordinal);
        Assert.NotEmpty(await first.Database.GetPendingMigrationsAsync(TestWorld.Stop));
        await WriteAsync(first, kept);
    }

    private static IDatabaseEngine EngineOf(string database, string file) => database.Length > 0 ? new PostgreSqlEngine(database) : new SqliteEngine(file);

    private static async Task<Dictionary<(string, string[]), List<object[]>>> ReadAsync(TielineDb db)
    {
        await db.Database.OpenConnectionAsync(TestWorld.Stop);
        var kept = new Dictionary<(string, string[]), List<object[]>>();
        foreach (var table in FirstModel(db).GetEntityTypes())
        {
            var columns = table.GetProperties().Select(column => column.GetColumnName()).ToArray();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table.GetTableName()}";
            await using var reader = await command.ExecuteReaderAsync(TestWorld.Stop);
            var rows = kept[(table.GetTableName()!, columns)] = [];
            while (await reader.ReadAsync(TestWorld.Stop))
            {
                var row = new object[columns.Length];
                reader.GetValues(row);
                rows.Add(row);
            }
        }

        return kept;
    }

    private static async Task WriteAsync(TielineDb db, Dictionary<(string Table, string[] Columns), List<object[]>> kept)
    {
        await db.Database.OpenConnectionAsync(TestWorld.Stop);
        foreach (var ((table, columns), rows) in kept)
        {
            foreach (var row in rows)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, index) => $"@p{index}"))})";
                for (var index = 0; index < row.Length; index++)
                {
                    var value = command.CreateParameter();
                    (value.ParameterName, value.Value) = ($"@p{index}", row[index]);
                    command.Parameters.Add(value);
                }

                Assert.Equal(1, await command.ExecuteNonQueryAsync(TestWorld.Stop));
            }
        }
    }

    private static IModel FirstModel(TielineDb db)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        return migrations.CreateMigration(migrations.Migrations.First().Value, db.Database.ProviderName!).TargetModel;
    }

    private static Task<List<string>> OldTablesAsync(TestWorld world) =>
        world.Get<Database>().ReadAsync(db => Task.FromResult(FirstModel(db).GetEntityTypes().Select(table => table.GetTableName()!).Order().ToList()));

    private static async Task<Dictionary<string, long>> CountsAsync(TestWorld world, IReadOnlyList<string> tables)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            counts[table] = await world.CountAsync($"SELECT COUNT(*) FROM {table}");
        }

        Assert.All(["tenants", "agents", "cloud_grants", "webhook_subscriptions", "call_sessions", "call_legs", "call_logs", "deliveries"], table => Assert.True(counts[table] > 0, table));
        return counts;
    }
}

public sealed class UpgradeOnSqlite : UpgradeContract
{
    protected override Task<string> NewDatabaseAsync() => Task.FromResult("");
}

public sealed class UpgradeOnPostgreSql(PostgreSqlServer server) : UpgradeContract
{
    protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
}
