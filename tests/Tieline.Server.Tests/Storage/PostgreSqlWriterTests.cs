using System.Reflection;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>The one connection over which groups go to PostgreSQL.</summary>
public sealed class PostgreSqlWriterTests(PostgreSqlServer postgres)
{
    private const string EndOthers = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    [Fact]
    public async Task A_connection_that_the_database_ended_is_replaced()
    {
        await using var cellar = await Cellar.OnPostgreSqlAsync(await postgres.NewDatabaseAsync());
        await cellar.Writer.CommitAsync([new("CREATE TABLE marks (name text PRIMARY KEY)", []), Mark("before")], TestWorld.Stop);
        await cellar.Database.QueryAsync(EndOthers, [], row => row.GetInt64(0), TestWorld.Stop);

        // The group that meets the end fails and says so; the next one is written.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => cellar.Writer.CommitAsync([Mark("lost")], TestWorld.Stop));
        await cellar.Writer.CommitAsync([Mark("after")], TestWorld.Stop);

        Assert.Equal(["after", "before"], await cellar.Database.QueryAsync("SELECT name FROM marks ORDER BY name", [], row => row.GetString(0), TestWorld.Stop));
    }

    [Fact]
    public void Only_statements_for_many_return_rows_to_the_writer()
    {
        // The rows of a group are told apart by their order alone.
        var returning = typeof(Database).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string) && ((string)field.GetRawConstantValue()!).Contains(" RETURNING ", StringComparison.Ordinal))
            .Select(field => field.Name);

        Assert.Equal(["AppendManyOnPostgreSql"], returning);
    }

    private static Statement Mark(string name) => new("INSERT INTO marks VALUES ($1)", [name]);
}
